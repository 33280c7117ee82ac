# timezone.
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


def mk(*answers):
    return datetime(2020, 1, 2, 3, 4, 5, 6, TZ(*answers))


for text in r'''
timezone()
timezone(5)
timezone(timedelta(1))
timezone(timedelta(-1))
timezone(timedelta(2))
timezone(timedelta(hours=1),5)
timezone(timedelta(hours=1),None)
timezone(timedelta(hours=1),name='x')
timezone(offset=timedelta(hours=1),name='x')
timezone(timedelta(hours=1),'x','y')
timezone(timedelta(hours=1),nam='x')
timezone(timedelta(0)) is u
timezone(timedelta(0),'UTC') is u, timezone(timedelta(0),'UTC')
u.utcoffset(5)
u.utcoffset(None)
u.utcoffset()
u.dst(5)
u.tzname(5)
u.tzname('x')
u.fromutc(5)
u.fromutc(dt)
u<u
u==u, u==timezone(timedelta(0),'x'), u==5, u!=timezone.min
dt.astimezone(5)
dt.astimezone(1,2)
dt.astimezone(foo=2)
dt.astimezone(u)
dt.astimezone(tz=u)
date.min,date.max,date.resolution,time.min,time.max,time.resolution,datetime.min,datetime.max,datetime.resolution,timedelta.min,timedelta.max,timedelta.resolution,timezone.min,timezone.max,timezone.utc
mk(None,5,None).astimezone(u)
mk(5,5,None).astimezone(u)
mk(H,H,None).astimezone(TZ(None,None,None))
mk(H,H,None).astimezone(TZ(H,None,None))
mk(H,H,None).astimezone(TZ(2*H,5,None))
mk(H,H,None).astimezone(tzinfo())
type('X',(timezone,),{})
hash(time(0,tzinfo=timezone(timedelta(hours=23))))
timezone(H,'\ud800')
timezone(timedelta(0),None)
timezone(H)==timezone(H,'x'), hash(timezone(H,'x'))==hash(H), timezone(H)!=timezone(H), timezone(H)==H
'''.strip().split('\n'):
    try:
        answer = repr(eval(text))
    except Exception as e:
        answer = f'{type(e).__name__}: {e}'
    print(ascii(text), '->', answer.encode('utf-8', 'backslashreplace').decode())
