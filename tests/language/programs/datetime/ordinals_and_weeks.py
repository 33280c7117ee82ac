# Ordinal numbers, ISO weeks, weekdays.
from datetime import *

d, t, dt = date(2020, 1, 2), time(1, 2, 3, 4), datetime(2020, 1, 2, 3, 4, 5, 6)
u, td, H = timezone.utc, timedelta(1, 2, 3), timedelta(hours=1)

for text in r'''
date.fromordinal()
date.fromordinal(0)
date.fromordinal(-5)
date.fromordinal(3652060)
date.fromordinal(3652059)
date.fromordinal('x')
date.fromordinal(1.5)
date.fromordinal(2**40)
date.fromordinal(1,2)
date.fromordinal(ordinal=1)
date.fromordinal(n=1)
date.fromisocalendar()
date.fromisocalendar(1)
date.fromisocalendar(2020,54,1)
date.fromisocalendar(2020,53,8)
date.fromisocalendar(2020,0,1)
date.fromisocalendar(0,1,1)
date.fromisocalendar(10000,1,1)
date.fromisocalendar(1,1,1)
date.fromisocalendar(9999,52,5)
date.fromisocalendar(9999,52,6)
date.fromisocalendar('x',52,6)
date.fromisocalendar(2020,1.5,6)
date.fromisocalendar(2**31,1,6)
date.fromisocalendar(2020,1,1,1)
date.fromisocalendar(2020,1,x=1)
date.fromisocalendar(year=2020,week=1,day=1)
date.fromisocalendar(2020,2**70,1)
d.isocalendar()
d.isocalendar()[1:]
type(d.isocalendar())(1,2,3)
type(d.isocalendar())(1,2)
type(d.isocalendar())(1,2,3,4)
type(d.isocalendar())(year=1,week=2,weekday=3)
type(d.isocalendar())(1,2,day=3)
d.isocalendar().year, d.isocalendar().week, d.isocalendar().weekday
d.weekday(),d.isoweekday(),d.toordinal(),dt.weekday(),dt.toordinal()
date.min.isocalendar(),date.max.isocalendar()
date.weekday(5)
date.weekday()
type('X',(type(date(1,1,1).isocalendar()),),{})
'''.strip().split('\n'):
    try:
        answer = repr(eval(text))
    except Exception as e:
        answer = f'{type(e).__name__}: {e}'
    print(ascii(text), '->', answer.encode('utf-8', 'backslashreplace').decode())
