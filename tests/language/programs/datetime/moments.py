# Constructors, attributes, operators, comparison, hashes.
from datetime import *

d, t, dt = date(2020, 1, 2), time(1, 2, 3, 4), datetime(2020, 1, 2, 3, 4, 5, 6)
u, td, H = timezone.utc, timedelta(1, 2, 3), timedelta(hours=1)


class Idx:
    def __index__(self):
        return 5


for text in r'''
date()
date(1)
date(1,2)
date(1,2,3,4)
date(1,2,3,4,x=5)
date(1,2,3,x=5)
date(1,2,day=3,x=5)
date(1,2,x=5)
date(year=1,month=2,day=3)
date(1,2,3,day=3)
date(1,2,day=3,month=2)
date(1.0,2,3)
date('1',2,3)
date(1,2,3.5)
date(2**31,1,1)
date(0,1,1)
date(10000,1,1)
date(1,13,1)
date(1,0,1)
date(1,1,32)
date(1,1,0)
date(2023,2,29)
datetime()
datetime(1)
datetime(1,2)
datetime(1,1,1,24)
datetime(1,1,1,0,60)
datetime(1,1,1,0,0,60)
datetime(1,1,1,0,0,0,1000000)
datetime(1,1,1,0,0,0,-1)
datetime(1,1,1,0,0,0,0,5)
datetime(1,1,1,fold=1).fold
datetime(1,1,1,0,0,0,0,u,1)
datetime(1,1,1,0,0,0,0,u,1,1)
datetime(1,1,1,foo=1)
datetime(1,1,1,hours=1)
datetime(1,1,1,0,0,0,0,None,fold=1)
datetime(1,1,1,0,0,0,0,None,fold=1.5)
time(24)
time(0,60)
time(0,0,60)
time(0,0,0,0,5)
time(0,0,0,0,u,1)
time(0,0,0,0,u,1,1)
time(fold=3)
time(1.5)
time(foo=2)
date.__new__()
date.__new__(int)
d+1
d-1
1-d
d+d
d-d
d-dt
dt-d
d*2
d<dt
dt<d
d==dt
dt==d
d<5
d<t
t<d
d==5
t<5
dt<5
datetime.combine()
datetime.combine(d)
datetime.combine(d,5)
datetime.combine(5,t)
datetime.combine(d,t)
datetime.combine(d,t,u)
datetime.combine(d,t,5)
datetime.combine(date=d,time=t)
datetime.combine(d,t,u,5)
d.year.real
setattr(d,'year',5)
setattr(t,'foo',5)
delattr(d,'year')
setattr(date,'foo',5)
d.foo
date.foo
time(1,2,3,4,u).utcoffset(),time(1,2,3,4,u).tzname(),time(1,2,3,4,u).dst()
datetime.hour.__get__(d)
issubclass(datetime,date), isinstance(dt,date), date.__subclasses__()
date(Idx(),Idx(),Idx())
datetime(Idx(),Idx(),Idx(),fold=True)
date.__lt__(date(2020,1,1),datetime(2020,1,2,3,4))
date.__sub__(date(2020,1,1),datetime(2020,1,2,3,4))
datetime.combine(datetime(2020,1,2,3,4),time(5))
'''.strip().split('\n'):
    try:
        answer = repr(eval(text))
    except Exception as e:
        answer = f'{type(e).__name__}: {e}'
    print(ascii(text), '->', answer.encode('utf-8', 'backslashreplace').decode())
