# What a tzinfo may answer, and what is made of it.
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
tzinfo().utcoffset(None)
tzinfo().dst(None)
tzinfo().tzname(None)
tzinfo().fromutc(None)
tzinfo().fromutc(dt)
tzinfo().utcoffset()
datetime(2020,1,1,tzinfo=u)-datetime(2020,1,1,tzinfo=TZ())
datetime(2020,1,1,1,tzinfo=TZ())==datetime(2020,1,1,tzinfo=u)
time(1,tzinfo=TZ())==time(0,tzinfo=u)
time(0,tzinfo=TZ())<time(0,tzinfo=u)
mk(5,0,0).utcoffset()
mk(timedelta(1),0,0).utcoffset()
mk(-timedelta(1),0,0).utcoffset()
mk(None,5,0).dst()
mk(None,timedelta(1),0).dst()
mk(None,None,5).tzname()
mt(5,0,0).utcoffset()
mk(H,None,'x') == mk(H,None,'y')
mk(H,None,'x') == mk(2*H,None,'y')
mk(H,None,'x') < mk(2*H,None,'y')
mk(H,None,'x') - mk(2*H,None,'y')
mk(None,None,'x') < mk(2*H,None,'y')
mk(None,None,'x') < datetime(2020,1,2)
mk(5,None,'x') < mk(2*H,None,'y')
mk(5,None,'x') == mk(2*H,None,'y')
mk(5,None,'x') - mk(2*H,None,'y')
mt(H,None,'x') < mt(2*H,None,'y')
mt(H,None,'x') == mt(timedelta(hours=1,microseconds=5),None,'y')
mt(H,None,'x') < mt(timedelta(hours=1,microseconds=5),None,'y')
hash(mk(H,None,0)), hash(mk(None,0,0)), hash(mt(H,0,0)), hash(mt(None,0,0)), hash(mt(timedelta(microseconds=7),0,0))
hash(mk(5,0,0))
'''.strip().split('\n'):
    try:
        answer = repr(eval(text))
    except Exception as e:
        answer = f'{type(e).__name__}: {e}'
    print(ascii(text), '->', answer.encode('utf-8', 'backslashreplace').decode())
