# Now, today and the local zone, as far as it does not matter which one that is.
import time as clock
import warnings
from datetime import *

minute = timedelta(minutes=1)
now = datetime.now()
print(now.tzinfo, type(now), abs(datetime.today() - now) < minute, abs(datetime.fromtimestamp(clock.time()) - now) < minute)
print(abs(datetime.now(timezone.utc) - now.astimezone()) < minute, abs(now.timestamp() - clock.time()) < 60, date.today() in (now.date(), (now + minute).date()))
print(abs(datetime.now(tz=timezone(timedelta(hours=5))) - now.astimezone(timezone.utc)) < minute)
for t in (0, 86400.5, 1e9, 1234567890.123456, -86400, 2**31, 4e9):
    d = datetime.fromtimestamp(t)
    aware = d.astimezone()
    print(t, d.timestamp() == t, aware.timestamp() == t, aware == datetime.fromtimestamp(t, timezone.utc), aware.utcoffset() == d - datetime.fromtimestamp(t, timezone.utc).replace(tzinfo=None),
          date.fromtimestamp(t) == d.date(), d.timetuple()[:6] == clock.localtime(t)[:6], aware.astimezone(None) == aware, type(aware.tzinfo), aware.dst(), d.replace(fold=1).astimezone(timezone.utc).tzinfo,
          clock.mktime(d.timetuple()) == t // 1)
for f in ("datetime.utcnow()", "datetime.utcfromtimestamp(0)", "datetime.utcfromtimestamp(1.5)", "datetime.utcfromtimestamp('x')"):
    for action in ("always", "error"):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter(action)
            try:
                v = eval(f)
                print(f, v if "from" in f else type(v), [(w.category.__name__, str(w.message)) for w in caught])
            except Exception as e:
                print(f, type(e).__name__, e)


class Odd(datetime):
    @classmethod
    def fromtimestamp(cls, t, tz=None):
        return cls, type(t), tz


class Day(date):
    @classmethod
    def fromtimestamp(cls, t):
        return cls, type(t)


print(Odd.today(), Day.today(), type(Odd.now()), type(Odd.now(timezone.utc)))
