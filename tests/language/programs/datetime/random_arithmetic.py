# Operators and methods on random operands.
import operator as o
import random
from datetime import *

r = random.Random(11)
ZONES = [None, timezone.utc, timezone(timedelta(hours=5, minutes=30)),
         timezone(timedelta(seconds=-3661, microseconds=5)), timezone(timedelta(hours=-23, minutes=-59), "x")]


def between(a, b):
    return r.choice((a, b, r.randint(a, b), r.randint(a, b)))


def a_date():
    return date(between(1, 9999), between(1, 12), between(1, 28))


def a_time():
    return time(between(0, 23), between(0, 59), between(0, 59), between(0, 999999), r.choice(ZONES), fold=between(0, 1))


def a_datetime():
    return datetime.combine(a_date(), a_time())


def a_delta():
    match r.randrange(3):
        case 0: return timedelta(between(-999999999, 999999999), between(0, 86399), between(0, 999999))
        case 1: return timedelta(between(-4000, 4000), between(-10**5, 10**5), between(-10**7, 10**7))
    return timedelta(r.uniform(-5, 5), r.uniform(-1e5, 1e5), r.uniform(-1e7, 1e7), r.uniform(-1e7, 1e7), r.uniform(-1e3, 1e3))


def a_number():
    match r.randrange(5):
        case 0: return between(-100, 100)
        case 1: return r.uniform(-10, 10)
        case 2: return between(-10**20, 10**20)
        case 3: return r.choice([0.5, 1.5, -2.5, 1e-300, 1e300, float("inf"), float("nan"), 0.0, True, 2**-40])
    return r.uniform(-1e-9, 1e9)


def show(f, *args):
    try:
        return repr(f(*args))
    except Exception as e:
        return f"{type(e).__name__}: {e}"


kinds = [a_date, a_time, a_datetime, a_delta, a_number]
operators = [o.add, o.sub, o.mul, o.truediv, o.floordiv, o.mod, divmod, o.lt, o.le, o.eq, o.ne, o.gt, o.ge]
made = 0
while made < 900:
    try:
        a, b = r.choice(kinds)(), r.choice(kinds)()
    except OverflowError as e:
        continue
    made += 1
    f = r.choice(operators)
    print(repr(a), f.__name__, repr(b), "->", show(f, a, b))

FORMAT = "%a %A %b %B %c %d %f %H %I %j %m %M %p %S %U %w %W %x %X %y %Y %z %Z %% %G %u %V %:z %F %C %D %e %R %T"
SPECS = ["auto", "hours", "minutes", "seconds", "milliseconds", "microseconds"]
FIELDS = "year month day hour minute second microsecond fold".split()
methods = [hash, str, repr, bool, abs, o.neg, o.pos, lambda x: x.isocalendar(), lambda x: x.timetuple(),
           lambda x: x.utctimetuple(), lambda x: x.toordinal(), lambda x: x.weekday(), lambda x: x.ctime(),
           lambda x: x.total_seconds(), lambda x: x.tzinfo and x.timestamp(), lambda x: x.isoformat(),
           lambda x: x.utcoffset(), lambda x: x.tzname(), lambda x: x.__reduce_ex__(4),
           lambda x: x.tzinfo and x.astimezone(ZONES[r.randrange(1, 5)]), lambda x: x.strftime(FORMAT),
           lambda x: x.isoformat(timespec=r.choice(SPECS)), lambda x: x.date(), lambda x: x.timetz(),
           lambda x: type(x).fromisoformat(x.isoformat()) == x, lambda x: x.replace(**{r.choice(FIELDS): between(0, 30)})]
for i in range(1200):
    try:
        a = r.choice(kinds[:4])()
    except OverflowError:
        continue
    k = r.randrange(len(methods))
    print(repr(a), k, "->", show(methods[k], a))

for i in range(300):
    match r.randrange(4):
        case 0: t = r.uniform(-1e11, 2e11)
        case 1: t = r.randint(-10**11, 3 * 10**11)
        case 2: t = r.randint(0, 10**9) + r.choice([.5, .25, 1e-6, 5e-7, 1.5e-6, 2.5e-6, .9999995, .9999999])
        case _: t = -r.random() * 10 ** r.randint(-8, 9)
    print(t, show(datetime.fromtimestamp, t, ZONES[r.randrange(1, 5)]))
    ymd = between(-1, 10001), between(-1, 55), between(-1, 9)
    print(ymd, show(date.fromisocalendar, *ymd))
