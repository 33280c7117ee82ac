# What a timedelta refuses.
from datetime import *
from samples import *

show(r'''
date(10**20,1,1)
datetime(1,1,1,tzinfo=5)
datetime(1,1,1,tzinfo=u,fold=2)
time(0,0,0,10**6)
timedelta('x')
timedelta(1,'x')
timedelta(minutes=None)
timedelta(1,2,3,4,5,6,7,8)
timedelta(foo=1)
timedelta(float('nan'))
timedelta(float('inf'))
timedelta(10**9)
timedelta(10**30)
timedelta(-10**9)
timedelta(1e10)
timedelta(1e300)
timedelta(1)/0
timedelta(1)//0
timedelta(1)%timedelta(0)
divmod(timedelta(1),timedelta(0))
timedelta(1)/timedelta(0)
timedelta(1)//timedelta(0)
timedelta(1)/0.0
timedelta(1)*float('nan')
timedelta(1)*float('inf')
timedelta(1)/float('nan')
timedelta(1)*10**20
timedelta(1)*'a'
timedelta(1)/'a'
t<time(1,tzinfo=u)
t==time(1,tzinfo=u)
datetime.combine(d,t,tzinfo=u)
datetime.combine(d,time(1,fold=1,tzinfo=u))
t.tzinfo, t.utcoffset(), t.dst(), t.tzname()
timedelta(milliseconds=float('1e300'))
timedelta(10**400)
''', globals())
