# What the types look like from outside.
import datetime as m
import gc
import inspect
import weakref
from datetime import *

week = type(date(1, 1, 1).isocalendar())
for cls in (date, time, datetime, timedelta, tzinfo, timezone, week):
    print(cls, cls.__mro__, cls.__module__, cls.__qualname__, cls.__text_signature__, cls.__base__)
    for name, v in sorted(vars(cls).items()):
        if name not in ("__doc__", "__module__"):
            print("   ", name, type(v).__name__, ascii(getattr(v, "__text_signature__", None)))
print(m.__all__, m.MINYEAR, m.MAXYEAR, m.UTC is timezone.utc, m.datetime is datetime)
for name in ("date.replace", "datetime.now", "date.isocalendar", "timedelta.total_seconds", "datetime.combine", "tzinfo.utcoffset", "date.fromordinal"):
    try:
        print(name, inspect.signature(eval(name)))
    except ValueError as e:
        print(name, e)
for v in (date(1, 1, 1), time(), datetime(1, 1, 1), timedelta(1), timezone.utc, tzinfo()):
    print(gc.is_tracked(v), hasattr(v, "__dict__"), hasattr(v, "__weakref__"))
    for f in (lambda: weakref.ref(v), lambda: setattr(v, "x", 1), lambda: setattr(type(v), "x", 1), lambda: v.nothing, lambda: v(), lambda: len(v), lambda: v[0], lambda: iter(v)):
        try:
            print(f())
        except Exception as e:
            print("   ", type(e).__name__, e)
for name in ("year", "hour", "tzinfo", "fold", "days"):
    for v in (date(1, 1, 1), time(), datetime(1, 1, 1), timedelta(1)):
        for f in (setattr, lambda v, name, _: delattr(v, name)):
            try:
                print(f(v, name, 5))
            except AttributeError as e:
                print("   ", e)
for bases in ((date, time), (datetime, date), (datetime, timedelta), (date, int), (datetime, dict), (tzinfo, date)):
    try:
        print(type("X", bases, {}).__mro__)
    except TypeError as e:
        print("   ", e)


class Slots(datetime):
    __slots__ = ("a", "b")


class Full(date):
    def __init__(self, *args, **kwargs):
        self.args = args, kwargs

    def __new__(cls, *args, extra=0, **kwargs):
        self = date.__new__(cls, *args, **kwargs)
        self.extra = extra
        return self


s = Slots(2020, 1, 1)
s.a = 5
print(s, s.a, hasattr(s, "b"), hasattr(s, "__dict__"), s == datetime(2020, 1, 1), hash(s) == hash(datetime(2020, 1, 1)))
f = Full(2020, 1, day=2, extra=7)
print(f, f.args, f.extra, f + timedelta(1), (f + timedelta(1)).args, weakref.ref(f)() is f, vars(f))
match datetime(2020, 3, 4, 5):
    case datetime(year=y, hour=h): print(y, h)
match timedelta(1, 2):
    case timedelta(days=1, seconds=x): print(x)
print(f"{date(2020, 1, 2):%d.%m.%Y} {time(1, 2):%H} {datetime(2020, 1, 2):>} {date(5, 6, 7)}" if False else f"{date(2020, 1, 2):%d.%m.%Y} {time(1, 2):%H} {date(5, 6, 7)}")
year, number, day = date(2020, 1, 1).isocalendar()
print(year, number, day, week.year, isinstance(date(2020, 1, 1).isocalendar(), tuple), date(2020, 1, 1).isocalendar() == (2020, 1, 3), len(date(2020, 1, 1).isocalendar()))
print(max(date(2020, 1, 1), date(2021, 1, 1)), sorted([timedelta(3), timedelta(-1), timedelta(0, 5)]), sum([timedelta(1)] * 4, timedelta()), {date(1, 1, 1): 1}[date(1, 1, 1)])
