# Timestamps and struct_time.
from datetime import *
import time as _t

d, t, dt = date(2020, 1, 2), time(1, 2, 3, 4), datetime(2020, 1, 2, 3, 4, 5, 6)
u, td, H = timezone.utc, timedelta(1, 2, 3), timedelta(hours=1)


class Idx:
    def __index__(self):
        return 5


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
date.today(1)
date.fromtimestamp()
date.fromtimestamp('x')
date.fromtimestamp(1e100)
date.fromtimestamp(float('nan'))
date.fromtimestamp(10**20)
datetime.now(5)
datetime.now(1,2)
datetime.now(foo=5)
datetime.now(tz=u).tzinfo
datetime.fromtimestamp()
datetime.fromtimestamp('x')
datetime.fromtimestamp(0,5)
datetime.fromtimestamp(0,u)
datetime.fromtimestamp(0,tz=u)
datetime.fromtimestamp(timestamp=0,tz=u)
datetime.fromtimestamp(1.5,u)
datetime.fromtimestamp(1.0000005,u)
datetime.fromtimestamp(-1.0000005,u)
datetime.fromtimestamp(0.9999999,u)
datetime.fromtimestamp(1e100,u)
datetime.fromtimestamp(253402300800,u)
datetime.fromtimestamp(253402300799,u)
datetime.fromtimestamp(-62135596800,u)
datetime.fromtimestamp(-62135596801,u)
datetime.fromtimestamp(2**70,u)
datetime.fromtimestamp(float('nan'),u)
datetime.fromtimestamp(float('inf'),u)
datetime.fromtimestamp(True,u)
dt.timetuple()
dt.utctimetuple()
d.timetuple()
mk(H,None,None).timetuple(), mk(H,H,None).timetuple().tm_isdst, mk(H,timedelta(0),None).timetuple().tm_isdst
mk(H,5,None).timetuple()
mk(H,5,None).utctimetuple()
mk(None,5,None).utctimetuple()
mk(None,5,None).timestamp()
datetime.fromtimestamp(Idx(),u)
datetime.fromtimestamp(None)
date.fromtimestamp(None)
datetime.now().tzinfo, abs(datetime.now()-datetime.today())<timedelta(minutes=1), abs((datetime.now(u)-datetime.fromtimestamp(_t.time(),u)))<timedelta(minutes=1)
'''.strip().split('\n'):
    try:
        answer = repr(eval(text))
    except Exception as e:
        answer = f'{type(e).__name__}: {e}'
    print(ascii(text), '->', answer.encode('utf-8', 'backslashreplace').decode())
