# repr, str and isoformat.
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


def mt(*answers):
    return time(3, 4, 5, 6, TZ(*answers))


for text in r'''
repr(timedelta(0)),repr(timedelta(1)),repr(timedelta(0,1)),repr(timedelta(0,0,1)),repr(timedelta(1,2,3)),repr(timedelta(1,0,3))
str(timedelta(0)),str(timedelta(1)),str(timedelta(-1)),str(timedelta(2)),str(timedelta(0,1)),str(timedelta(0,0,1)),str(timedelta(-1,2,3))
repr(u),str(u),repr(timezone(timedelta(hours=1,minutes=2,seconds=3,microseconds=4))),str(timezone(-timedelta(hours=1,minutes=2,seconds=3,microseconds=4)))
repr(timezone(timedelta(0),'x')),str(timezone(timedelta(0),'x')),repr(timezone.min),repr(timezone.max)
t.isoformat()
t.isoformat('hours')
t.isoformat(timespec='milliseconds'),t.isoformat(timespec='microseconds'),t.isoformat(timespec='auto'),t.isoformat(timespec='seconds'),t.isoformat(timespec='minutes')
t.isoformat('foo')
t.isoformat(5)
t.isoformat(foo=5)
t.isoformat('hours',2)
dt.isoformat('')
dt.isoformat('xx')
dt.isoformat(5)
dt.isoformat('T','foo')
dt.isoformat(sep=' ',timespec='seconds')
dt.isoformat(' ','seconds',5)
dt.isoformat('\ud800')
repr(t),repr(time(0)),repr(time(1,2)),repr(time(1,2,3)),repr(time(0,0,0,4,u,fold=1)),repr(time(0,tzinfo=TZ))
repr(time(0,0,0,4,u,fold=1)),str(time(0,0,0,4,u,fold=1))
repr(dt),repr(datetime(1,1,1)),repr(datetime(1,1,1,0,0,0,1,u,fold=1)),str(dt)
mk('',0,0).isoformat()
mk(timedelta(hours=23,minutes=59,seconds=59,microseconds=999999),0,0).isoformat()
mk(-timedelta(hours=23,minutes=59,seconds=59,microseconds=999999),0,0).isoformat()
mt(timedelta(1),0,0).isoformat()
mt(H,0,0).isoformat()
mt(None,None,None).isoformat()
str(timezone(H,'\ud800'))
timezone(H,'').tzname(None), repr(timezone(H,''))
str(timezone(-H)), str(timezone(timedelta(seconds=1))), str(timezone(timedelta(microseconds=-1))), timezone(timedelta(0),'').tzname(None)
time(1,2).isoformat('auto'), time(1,2).isoformat('minutes'), time(1,2,0,1).isoformat('seconds')
time.isoformat(time(1,2),sep='x')
datetime(1,1,1).isoformat(timespec='x')
datetime(1,1,1).isoformat(' ', timespec='hours', sep=5)
datetime(1,1,1).isoformat(sep='\0')
'''.strip().split('\n'):
    try:
        answer = repr(eval(text))
    except Exception as e:
        answer = f'{type(e).__name__}: {e}'
    print(ascii(text), '->', answer.encode('utf-8', 'backslashreplace').decode())
