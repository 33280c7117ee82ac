# Zones with summer time, written in Python: fold, gaps, comparison across them (PEP 495).
from datetime import *

H = timedelta(hours=1)
ZERO = timedelta(0)


def sunday(dt):
    return dt + timedelta(6 - dt.weekday())


class Summer(tzinfo):
    """From the last Sunday of March to that of October, at 2 standard time."""

    def __init__(self, hours, name):
        self.standard, self.name = timedelta(hours=hours), name

    def bounds(self, year):
        return sunday(datetime(year, 3, 25, 2)), sunday(datetime(year, 10, 25, 2))

    def dst(self, dt):
        if dt is None:
            return ZERO
        start, end = self.bounds(dt.year)
        dt = dt.replace(tzinfo=None)
        if start + H <= dt < end:
            return H
        if end <= dt < end + H:
            return ZERO if dt.fold else H
        if start <= dt < start + H:
            return H if dt.fold else ZERO
        return ZERO

    def utcoffset(self, dt):
        return self.standard + self.dst(dt)

    def tzname(self, dt):
        return self.name + ("S" if self.dst(dt) else "")

    def fromutc(self, dt):
        start, end = self.bounds(dt.year)
        start, end = start.replace(tzinfo=self), end.replace(tzinfo=self)
        standard = dt + self.standard
        summer = standard + H
        if end <= summer < end + H:
            return standard.replace(fold=1)
        if standard < start or summer >= end:
            return standard
        return summer

    def __repr__(self):
        return self.name


class Plain(Summer):
    fromutc = tzinfo.fromutc


A, B, P = Summer(1, "A"), Summer(-5, "B"), Plain(1, "P")
for text in ("2024-03-31 00:30", "2024-03-31 01:00", "2024-03-31 01:59:59.999999", "2024-10-27 00:00", "2024-10-27 00:59", "2024-10-27 01:30",
             "2024-07-01", "2024-12-31 23:30", "0001-01-02", "9999-12-30"):
    moment = datetime.fromisoformat(text).replace(tzinfo=timezone.utc)
    for zone in (A, B, P):
        there = moment.astimezone(zone)
        print(text, zone, there, there.fold, there.tzname(), there.dst(), there.timetuple().tm_isdst, there.utctimetuple()[:6],
              there.timestamp() == moment.timestamp(), there.astimezone(timezone.utc) == moment, there == moment, hash(there) == hash(moment), repr(there))

for hour in range(1, 5):
    for day, month in ((31, 3), (27, 10)):
        first = datetime(2024, month, day, hour, 30, tzinfo=A)
        second = first.replace(fold=1)
        print(first, second, first == second, first < second, hash(first) == hash(second), first - second, first.utcoffset(), second.utcoffset(),
              first.tzname(), second.tzname(), first.astimezone(B), second.astimezone(B), sep=" | ")
        for other in (first.astimezone(timezone.utc), second.astimezone(timezone.utc), first.astimezone(B), second.astimezone(B)):
            print("   ", other, first == other, other == second, first != other, first < other, first <= other, second - other, other - first,
                  first in [other], {first: 1}.get(other), {other: 1}.get(second))
        print("   ", first.time(), first.timetz(), second.time(), second.timetz(), first.timetz() == second.timetz(), second.replace(hour=0), second + H, second - H)

for t in (time(2, 30, tzinfo=A), time(2, 30, tzinfo=A, fold=1), time(2, 30, tzinfo=P), time(1, 30, tzinfo=timezone.utc)):
    print(repr(t), t.utcoffset(), t.dst(), t.tzname(), t == time(1, 30, tzinfo=timezone.utc), hash(t), t < time(3, tzinfo=B), t.strftime("%H %z %Z"))


class Strange(tzinfo):
    def utcoffset(self, dt):
        return timedelta(hours=dt.hour if dt else 0, microseconds=dt.microsecond if dt else 1)

    def dst(self, dt):
        return timedelta(hours=1) if dt and dt.hour % 2 else None


s = Strange()
for hour in range(4):
    d = datetime(2020, 5, 5, hour, 10, 20, 30, tzinfo=s)
    for f in (lambda: d.isoformat(), lambda: s.fromutc(d), lambda: d.astimezone(timezone.utc), lambda: d.timestamp(), lambda: d.timetuple()[3:], lambda: d.strftime("%z %:z %Z"), lambda: hash(d)):
        try:
            print(f())
        except Exception as e:
            print(type(e).__name__, e)
