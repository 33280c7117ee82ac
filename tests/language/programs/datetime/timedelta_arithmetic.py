# timedeltas computed with.
from datetime import *
from samples import *


class BF(float):
    def as_integer_ratio(self):
        return self.ratio


def bf(ratio):
    b = BF(1.5)
    b.ratio = ratio
    return b


show(r'''
timedelta(0,0,[])
timedelta(milliseconds='x')
timedelta(hours='')
timedelta(weeks=b'')
timedelta(1,days=2)
timedelta(999999999,86400)
timedelta(0.1,0.2,0.3)
timedelta(microseconds=0.5)
timedelta(microseconds=1.5)
timedelta(microseconds=-0.5)
timedelta(microseconds=2.5)
timedelta(days=0.5,seconds=0.5,microseconds=0.5)
timedelta(True)
timedelta(1)*1e20
timedelta(1)//1.5
timedelta(1)%2
timedelta(1)+1
1-timedelta(1)
1+timedelta(1)
timedelta(1)<1
timedelta(1)==1
timedelta(1)!=1
divmod(timedelta(1),2)
timedelta(1)*1.5
1.5*timedelta(1)
timedelta(microseconds=1)*0.5
timedelta(microseconds=3)*0.5
timedelta(microseconds=3)/2
timedelta(microseconds=1)/2
timedelta(microseconds=3)/-2
timedelta(microseconds=3)//-2
timedelta(1)/1.7
timedelta.min, -timedelta.max
-timedelta.min
abs(timedelta.min)
timedelta.max+timedelta.resolution
timedelta.max.total_seconds()
hash(timedelta(0)),hash(timedelta(1,2,3)),hash(timedelta(-1,86399,999999)), hash(timedelta.max), hash(timedelta.min)
d+td
td+d
d-td
td-d
date.max+timedelta(1)
date.min-timedelta(1)
date.max+timedelta.max
datetime.max+timedelta(microseconds=1)
datetime.min-timedelta(microseconds=1)
datetime.min+timedelta.max
bool(t), bool(time(0)), bool(timedelta(0)), bool(td)
setattr(td,'days',5)
td.days,td.seconds,td.microseconds,td.total_seconds()
timedelta(Idx())
timedelta(bf((1,2)))*bf((1,3))
timedelta(2)*bf((1,3))
timedelta(2)/bf((1,3))
timedelta(2)*bf(())
timedelta(2)*bf((1,2,3))
timedelta(2)*bf([1,2])
timedelta(2)*bf((1,'2'))
timedelta(2)*bf((1.5,2))
timedelta(2)*bf((1,0))
timedelta(days=1,seconds=1.5,milliseconds=2.5,microseconds=0.3)
timedelta(1e-9),timedelta(0,1e-7),timedelta(hours=1e-10,minutes=1/3), timedelta(weeks=0.1), timedelta(days=1/3,hours=1/7,minutes=1/11,seconds=1/13,milliseconds=1/17,microseconds=1/19)
timedelta(days=999999999,hours=23,minutes=59,seconds=59,microseconds=999999.5)
timedelta(1) * (2**100)
timedelta(2**31), 
timedelta(2**31-1)
timedelta(microseconds=2**63), timedelta(microseconds=-2**63), timedelta(microseconds=2**66)
timedelta(microseconds=2**90)
timedelta.max/timedelta.resolution, timedelta.max//timedelta.resolution, timedelta.min//timedelta(1), timedelta.max%timedelta(days=7), divmod(timedelta.min,timedelta(hours=5))
timedelta.max/3, timedelta.max//3, timedelta.max/3.7, timedelta.min/-1
timedelta.max*1.0, timedelta.max*1.1
(1).__mul__(timedelta(1)), timedelta(1).__rmul__(2), timedelta(1).__radd__(timedelta(1)), timedelta(1).__rsub__(timedelta(3)), timedelta(1).__rtruediv__(timedelta(3)), timedelta(1).__rdivmod__(timedelta(3)), timedelta(1).__rfloordiv__(timedelta(3)), timedelta(1).__rmod__(timedelta(3))
2/timedelta(1)
2//timedelta(1)
True*timedelta(1), timedelta(1)*True, timedelta(4)/True
datetime(2020,1,1)+timedelta(days=1e8)
date(2020,1,1)+timedelta(microseconds=-1), date(2020,1,1)-timedelta(microseconds=1), date(2020,1,1)+timedelta(hours=25)
datetime(2020,1,1).__radd__(timedelta(1)), datetime(2020,1,1).__rsub__(timedelta(1)), datetime(2020,1,1).__rsub__(datetime(2020,1,3))
''', globals())
