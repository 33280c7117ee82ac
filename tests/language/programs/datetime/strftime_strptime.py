# Formats, both ways.
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
d.strftime()
d.strftime(5)
d.strftime('a','b')
d.strftime(fmt='%Y')
d.strftime(format='%Y')
d.__format__(5)
d.__format__()
d.__format__('')
format(d,'%d'), format(d,''), format(t,''), format(dt,'')
datetime.strptime()
datetime.strptime(1,2)
datetime.strptime('x',2)
datetime.strptime('2020','%Y')
date.strptime('2020','%Y')
date.strptime('2020 5','%Y %H')
time.strptime('5','%H')
time.strptime('5 2020','%H %Y')
date.strptime(1)
time.strptime(1)
dt.ctime(), d.ctime(), datetime(1,1,1).ctime(), date(9999,12,31).ctime()
mk(None,None,'é%Y').strftime('%Z|%z|%:z')
mk(None,None,None).strftime('%Z|%z|%:z|%f')
mt(H,None,'x').strftime('%Z %z %:z %f %Y-%m-%d %H:%M:%S %j %a')
date(5,1,2).strftime('%Y|%G|%C|%F|%y|%g|%D|%c|%x')
date(2020,1,2).strftime('%z|%Z|%:z|%f|%H')
date(2020,1,2).strftime('a\0b%Yc')
date(2020,1,2).strftime('\ud800%Y')
date(2020,1,2).strftime('é%Y')
datetime(2020,1,2).strftime('%f%f%f')
datetime(1,1,1).strftime('%Y %C')
datetime.strptime('2020 +0130','%Y %z'), datetime.strptime('2020 UTC','%Y %Z')
time.strptime('5 +0130','%H %z')
date(2020,1,1).__format__('x%Y')
'''.strip().split('\n'):
    try:
        answer = repr(eval(text))
    except Exception as e:
        answer = f'{type(e).__name__}: {e}'
    print(ascii(text), '->', answer.encode('utf-8', 'backslashreplace').decode())
