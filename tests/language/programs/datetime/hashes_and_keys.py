# Hashes are of what is pickled, or of the time in UTC.
from datetime import *

u, H = timezone.utc, timedelta(hours=1)
days = [date(1, 1, 1), date(9999, 12, 31), date(2020, 2, 29), date(1970, 1, 1)]
times = [time(), time(23, 59, 59, 999999), time(1, 2, 3, 4), time(1, 2, 3, 4, fold=1), time(0, 0, tzinfo=u), time(1, 0, tzinfo=timezone(H)), time(0, 30, tzinfo=timezone(H)), time(5, tzinfo=timezone(timedelta(microseconds=-7)))]
print([hash(d) for d in days], [hash(t) for t in times], sep="\n")
print([hash(datetime.combine(d, t)) for d in days for t in times])
print([hash(x) for x in (timedelta(), timedelta(1), timedelta(-1), timedelta(1, 2, 3), timedelta.min, timedelta.max, timedelta.resolution, u, timezone(H), timezone(H, "x"), timezone.min, timezone.max)])
print(len({datetime(2020, 1, 1, 1, tzinfo=timezone(H)), datetime(2020, 1, 1, tzinfo=u), datetime(2020, 1, 1, 2, tzinfo=timezone(2 * H))}), len({date(1, 1, 1), datetime(1, 1, 1)}), len({timedelta(1), timedelta(0, 86400), timedelta(hours=24)}))
print({timezone.utc: 1}[timezone(timedelta(0), "z")])


class Counting(tzinfo):
    asked = 0

    def utcoffset(self, dt):
        Counting.asked += 1
        return H


d = datetime(2020, 1, 1, tzinfo=Counting())
print(hash(d) == hash(d) == hash(datetime(2019, 12, 31, 23, tzinfo=u)), Counting.asked, hash(d.replace(fold=1)) == hash(d), Counting.asked)


class Asked(tzinfo):
    def utcoffset(self, dt):
        print("    utcoffset", dt is None or dt.fold)
        return H


a, b = datetime(2020, 1, 1, tzinfo=Asked()), datetime(2020, 1, 1, tzinfo=Asked())
for f in (lambda: a == b, lambda: a == a.replace(), lambda: a < b, lambda: a != b.replace(day=2), lambda: a - b, lambda: a - a, lambda: hash(a.replace(fold=1)), lambda: a.isoformat(), lambda: str(a), lambda: a.timestamp(), lambda: a.utctimetuple()[3], lambda: a.astimezone(u),
          lambda: a.timetz() == b.timetz(), lambda: a.timetz() < a.timetz(), lambda: hash(b.timetz()), lambda: a.strftime("%z"), lambda: a == datetime(2020, 1, 1), lambda: a == 5):
    print(f())
