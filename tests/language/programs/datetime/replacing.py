# replace() and __replace__().
from datetime import *

d, t, dt = date(2020, 1, 2), time(1, 2, 3, 4), datetime(2020, 1, 2, 3, 4, 5, 6)
u, td, H = timezone.utc, timedelta(1, 2, 3), timedelta(hours=1)


class TZ(tzinfo):
    def __init__(self, *answers):
        self.answers = answers or (H, timedelta(0), "x")

    def utcoffset(self, dt):
        return self.answers[0]

    def dst(self, dt):
        return self.answers[1]

    def tzname(self, dt):
        return self.answers[2]


for text in r'''
hash(d),hash(t),hash(dt),hash(time(1,2,3,4,u)),hash(dt.replace(tzinfo=u)),hash(time(0)),hash(u),hash(timezone(timedelta(hours=-5))),hash(dt.replace(fold=1)),hash(t.replace(fold=1)),hash(dt.replace(tzinfo=TZ())), hash(time(0,0,tzinfo=TZ()))
d.replace(1,2,3,4)
d.replace(x=1)
d.replace(day=31)
d.replace(month=13)
d.replace(year=1.5)
d.__replace__(year=2)
d.__replace__(2)
d.__replace__(x=2)
dt<dt.replace(tzinfo=u)
dt-dt.replace(tzinfo=u)
dt==dt.replace(tzinfo=u)
tzinfo().fromutc(dt.replace(tzinfo=tzinfo()))
TZ().fromutc(dt.replace(tzinfo=TZ()))
timezone(timedelta(hours=1)).fromutc(dt.replace(tzinfo=timezone(timedelta(hours=1))))
timezone(timedelta(hours=1)).fromutc(dt.replace(tzinfo=u))
t.replace(hour=24)
t.replace(tzinfo=5)
t.replace(1,2,3,4,u)
t.replace(1,2,3,4,u,1)
t.replace(fold=5)
t.replace(x=5)
t.__replace__(hour=3)
dt.replace(tzinfo=5)
dt.replace(1,2,3,4,5,6,7,u)
dt.replace(1,2,3,4,5,6,7,u,1)
dt.replace(hour=25)
dt.replace(fold=2)
dt.replace(fold='x')
dt.__replace__(hour=3, fold=1)
dt.replace(tzinfo=u).astimezone(u)
dt.replace(tzinfo=u).astimezone(TZ())
dt.replace(tzinfo=TZ()).timestamp()
dt.replace(tzinfo=TZ()).timetuple()
dt.replace(tzinfo=TZ()).utctimetuple()
datetime.min.replace(tzinfo=TZ()).utctimetuple()
dt.date(), dt.time(), dt.timetz(), dt.replace(fold=1).time().fold
datetime(2020,1,1).__replace__(day=5), time(1).__replace__(minute=5), date(1,1,1).__replace__(day=3)
datetime.min.replace(tzinfo=timezone(H)) == datetime.min.replace(tzinfo=timezone(-H))
datetime.min.replace(tzinfo=timezone(H)) - datetime.max.replace(tzinfo=timezone(-H))
hash(datetime.min.replace(tzinfo=timezone(H))), hash(datetime.max.replace(tzinfo=timezone(-H)))
timezone.max.fromutc(datetime.max.replace(tzinfo=timezone.max))
datetime(1,1,1,fold=1)+timedelta(0), (datetime(1,1,1,fold=1)+timedelta(0)).fold, datetime(1,1,1,fold=1).replace(hour=3).fold, datetime(1,1,1,fold=1).timetz().fold,datetime(1,1,1,fold=1).date()
date(1,1,1).replace(tzinfo=u)
'''.strip().split('\n'):
    try:
        answer = repr(eval(text))
    except Exception as e:
        answer = f'{type(e).__name__}: {e}'
    print(ascii(text), '->', answer.encode('utf-8', 'backslashreplace').decode())
