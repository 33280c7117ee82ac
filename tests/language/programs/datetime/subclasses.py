# Of which class the results are.
from datetime import *
from samples import *


class Sub(datetime): pass


class DSub(date): pass


class TSub(time): pass


class TDSub(timedelta): pass


class W(datetime):
    def __new__(cls, *args, **kwargs):
        return 42


show(r'''
type(DSub(2020,1,1)+H), type(DSub.today()), type(DSub.fromordinal(4)), type(DSub.fromisoformat('20200101')), type(DSub(1,1,1).replace(year=4)), type(DSub.strptime('2020','%Y')), type(DSub(1,1,1)-date(1,1,1))
type(TSub(1).replace(hour=4)), type(TSub.fromisoformat('10')), type(TSub.strptime('5','%H'))
repr(Sub(1,1,1)), repr(DSub(1,1,1)), repr(TSub(1)), str(Sub(1,1,1))
W(1,1,1)
W.fromordinal(5)
W.fromtimestamp(5)
W.fromtimestamp(5,u)
W.now(u)
W.combine(date(1,1,1),time())
W.fromisoformat('20200101')
date.replace(datetime(2020,1,2,3,4),year=5)
date.isoformat(datetime(2020,1,2,3,4))
date.ctime(datetime(2020,1,2,3,4)), date.timetuple(datetime(2020,1,2,3,4))
date.__repr__(datetime(2020,1,2,3,4))
date.__str__(datetime(2020,1,2,3,4))
date.__hash__(datetime(2020,1,2,3,4)), hash(date(2020,1,2))
date.strftime(datetime(2020,1,2,3,4),'%H')
Sub.fromisoformat(5)
timezone(TDSub(hours=1))
u.fromutc(datetime(2020,1,1,tzinfo=u)), u.fromutc(Sub(2020,1,1,tzinfo=u))
''', globals())
