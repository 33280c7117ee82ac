# What the programs of this folder compute with, and how they show it.
from datetime import date, datetime, time, timedelta, timezone, tzinfo

d, t, dt = date(2020, 1, 2), time(1, 2, 3, 4), datetime(2020, 1, 2, 3, 4, 5, 6)
u, td, H = timezone.utc, timedelta(1, 2, 3), timedelta(hours=1)


class TZ(tzinfo):
    """Answers what it is told to."""

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


class Idx:
    def __index__(self):
        return 5


def show(expressions, names):
    """Prints what each line gives or raises."""
    for text in expressions.strip().split('\n'):
        try:
            answer = repr(eval(text, names))
        except Exception as e:
            answer = f'{type(e).__name__}: {e}'
        print(ascii(text), '->', answer.encode('utf-8', 'backslashreplace').decode())
