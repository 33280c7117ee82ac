# Time zones from TZif files (RFC 8536), what zoneinfo offers as ZoneInfo (PEP 615).
#
# All instants are seconds since the day before 0001-01-01, the scale of datetime.toordinal: UTC, or
# the wall clock's reading. What applies at a time is a triple (utcoffset, dst, tzname), ready to be
# returned; a zone looks it up by bisection.
from _bisect import bisect_right
from datetime import datetime, timedelta, tzinfo
from weakref import WeakValueDictionary

_DAY = 86400
_EPOCH = 719163 * _DAY
_NOTHING = None, None, None
_STRONG = 8

# Of ZoneInfo itself; subclasses have their own weak caches, and no strong ones.
_weak = WeakValueDictionary()
_strong = {}  # in order of use, the latest last


def _triple(offset, dst, name):
    return timedelta(seconds=offset), timedelta(seconds=dst), name


def _instant(dt):
    return dt.toordinal() * _DAY + dt.hour * 3600 + dt.minute * 60 + dt.second


# --- the rules for what follows the last transition (POSIX TZ strings) ---


class _Rules:
    """Daylight saving time from one day of each year to another."""

    __slots__ = 'std', 'dst', 'offset', 'saved', 'start', 'end', 'years'

    def __init__(self, std, dst, start, end):
        self.offset = std[0]
        self.saved = dst[0] - std[0]
        self.std = _triple(std[0], 0, std[1])
        self.dst = _triple(dst[0], self.saved, dst[1])
        self.start = start
        self.end = end
        self.years = {}

    def bounds(self, year):
        """When daylight saving time starts and ends, each on the clock before the change."""
        try:
            return self.years[year]
        except KeyError:
            answer = self.years[year] = self.start(year), self.end(year)
            return answer

    def at_wall(self, instant, year, fold):
        start, end = self.bounds(year)
        # The clock before a change applies, at fold 0, until the later of its two readings.
        saved = self.saved
        if (saved > 0) != fold:
            start += saved
        else:
            end -= saved
        if start < end:
            return self.dst if start <= instant < end else self.std
        return self.std if end <= instant < start else self.dst

    def at_utc(self, instant, year, turned):
        """What applies, and whether its wall clock reads a time for the second time, which it also does
        until it reads what another clock read when the rules began."""
        start, end = self.bounds(year)
        saved = self.saved
        start -= self.offset
        end -= self.offset + saved
        if start < end:
            is_dst = start <= instant < end
        else:
            is_dst = not end <= instant < start
        since = instant - (start if saved < 0 else end)
        fold = is_dst == (saved < 0) and 0 <= since < abs(saved)
        fold = fold or instant + self.offset + is_dst * saved < turned
        return self.dst if is_dst else self.std, fold


def _first_day(year):
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400 + 1


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


# The two forms that count days do so as CPython does: POSIX has day 0 on January 1, and J59 on
# February 28 in leap years, too.
def _of_year(day, time):
    return lambda year: (_first_day(year) + day - 1) * _DAY + time


def _of_common_year(day, time):
    return lambda year: (_first_day(year) + day - (day < 59 or not _is_leap(year))) * _DAY + time


def _of_month(month, week, weekday, time):
    before = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)

    def when(year):
        first, following = (
            _first_day(year) + before[at] + (at > 1 and _is_leap(year)) for at in (month - 1, month)
        )
        day = first + (weekday - first) % 7 + (week - 1) * 7
        if day >= following:
            day -= 7
        return day * _DAY + time

    return when


class _Reader:
    """Reads a TZ string from left to right; what is no part of its grammar is a ValueError."""

    def __init__(self, data):
        self.data = data
        self.text = data.partition(b'\0')[0].decode('latin-1')
        self.at = 0

    def peek(self):
        return self.text[self.at : self.at + 1]

    def take(self, what):
        if self.peek() != what:
            return False
        self.at += 1
        return True

    def number(self, least, most):
        """A number of at least so many digits and at most so many; None if there are fewer."""
        start = self.at
        while self.at < start + most and '0' <= self.peek() <= '9':
            self.at += 1
        return int(self.text[start : self.at]) if self.at >= start + least else None

    def name(self):
        start = self.at
        if not self.take('<'):
            while self.peek().isascii() and self.peek().isalpha():
                self.at += 1
            return self.text[start : self.at] or None
        end = self.text.find('>', start)
        self.at = end + 1
        name = self.text[start + 1 : end]
        good = end > 0 and name.isascii() and (name + 'x').replace('+', 'x').replace('-', 'x').isalnum()
        return name if good else None

    def time(self, most):
        """[+-]h[:mm[:ss]] in seconds, or None."""
        negative = self.take('-')
        if not negative:
            self.take('+')
        time = self.number(1, 3)
        if time is None or time > most:
            return None
        time *= 3600
        for unit in 60, 1:
            if not self.take(':'):
                break
            part = self.number(2, 2)
            if part is None:
                return None
            time += part * unit
        return -time if negative else time

    def clock(self, which, otherwise=None):
        name = self.name()
        if name is None:
            raise ValueError(f'Invalid {which} format in {self.data}')
        if otherwise is not None and self.peek() == ',':
            return otherwise, name
        west = self.time(24)
        if west is None:
            raise ValueError(f'Invalid {which} offset in {self.data}')
        return -west, name

    def day(self):
        """A function from the year to the instant, or None."""
        kind, numbers = _of_year, [self.number(1, 3)]
        if numbers[0] is not None:
            good = numbers[0] <= 365
        elif self.take('J'):
            kind, numbers = _of_common_year, [self.number(1, 3)]
            good = numbers[0] is not None and 1 <= numbers[0] <= 365
        elif self.take('M'):
            kind, numbers = _of_month, [self.number(1, 2)]
            while len(numbers) < 3 and self.take('.'):
                numbers.append(self.number(1, 1))
            good = len(numbers) == 3 and None not in numbers
            good = good and 1 <= numbers[0] <= 12 and 1 <= numbers[1] <= 5 and numbers[2] <= 6
        else:
            good = False
        time = self.time(167) if good and self.take('/') else 7200
        return kind(*numbers, time) if good and time is not None else None

    def rules(self):
        """A triple if there is only one clock, else _Rules."""
        std = self.clock('STD')
        if self.at == len(self.text):
            return _triple(std[0], 0, std[1])
        dst = self.clock('DST', std[0] + 3600)
        days = []
        for _ in range(2):
            if not self.take(','):
                raise ValueError(f'Missing transition rules in TZ string: {self.data}')
            days.append(self.day())
            if days[-1] is None:
                raise ValueError(f'Malformed transition rule in TZ string: {self.data}')
        if self.at != len(self.text):
            raise ValueError(f'Extraneous characters at end of TZ string: {self.data}')
        return _Rules(std, dst, *days)


# --- the transitions of a file ---


def _saved(kinds, offsets, is_dst):
    """For each kind of time what daylight saving adds, which no file tells: the difference to the
    standard time that goes before, else to the one that follows, else an hour. As CPython has it, the
    last kind is not compared with what follows."""
    saved = [0] * len(offsets)
    for at in range(1, len(kinds)):
        kind = kinds[at]
        near = kinds[at - 1 : at] + kinds[at + 1 : at + 2] * (kind < len(offsets) - 1)
        for other in near:
            if is_dst[kind] and not saved[kind] and not is_dst[other]:
                saved[kind] = offsets[kind] - offsets[other]
    return [saved[kind] or (3600 if is_dst[kind] else 0) for kind in range(len(saved))]


class ZoneInfo(tzinfo):
    __module__ = 'zoneinfo'
    # _utc: the transitions; _wall: what the wall clock reads when they take effect, for fold 0 and 1;
    # _folds: until when times come for the second time; _times: the triple before the first transition
    # and after each, None where _rules say what applies; _always: the triple if there is only one.
    __slots__ = (
        '__weakref__',
        '_key',
        '_origin',
        '_from_cache',
        '_utc',
        '_wall',
        '_folds',
        '_times',
        '_rules',
        '_always',
    )

    def __new__(cls, key):
        weak = _weak if cls is ZoneInfo else cls._weak_cache
        self = weak.get(key)
        if self is None:
            self = weak.setdefault(key, cls._open(key, 1))
        if cls is ZoneInfo:
            _strong.pop(key, None)
            _strong[key] = self
            if len(_strong) > _STRONG:
                _strong.pop(next(iter(_strong), None), None)
        return self

    def __init_subclass__(cls, **_):
        """A subclass has a cache of its own."""
        cls._weak_cache = WeakValueDictionary()

    @classmethod
    def clear_cache(cls, /, *, only_keys=None):
        """Forget the zones made so far, or those with these keys."""
        strong, weak = (_strong, _weak) if cls is ZoneInfo else ({}, cls._weak_cache)
        if only_keys is None:
            strong.clear()
            weak.clear()
            return
        for key in only_keys:
            strong.pop(key, None)
            weak.pop(key, None)

    @classmethod
    def no_cache(cls, /, key):
        """The zone, made anew."""
        return cls._open(key, 0)

    @classmethod
    def from_file(cls, file_obj, /, key=None):
        """The zone that a TZif file describes."""
        return cls._load(file_obj, key, repr(file_obj), 0)

    @classmethod
    def _open(cls, key, from_cache):
        path = _tzpath.find_tzfile(key)
        with _common.load_tzdata(key) if path is None else open(path, 'rb') as file:
            return cls._load(file, key, None, from_cache)

    @classmethod
    def _load(cls, file, key, origin, from_cache):
        kinds, utc, offsets, is_dst, names, rules = _common.load_data(file)
        self = tzinfo.__new__(cls)
        self._key = key
        self._origin = origin
        self._from_cache = from_cache
        for kind in kinds:
            if kind >= len(offsets):
                raise ValueError(f'Invalid transition index found while reading TZif: {kind}')
        triples = [*map(_triple, offsets, _saved(kinds, offsets, is_dst), names)]
        rules = _Reader(rules).rules() if rules else None
        if not triples and rules is None:
            raise ValueError('No time zone information found.')
        self._prepare(kinds, utc, offsets, is_dst, triples, rules)
        return self

    def _prepare(self, kinds, utc, offsets, is_dst, triples, rules):
        # Before the first transition it is the first standard time.
        first = 0
        while first < len(is_dst) and is_dst[first]:
            first += 1
        if first == len(is_dst):
            first = 0
        utc = [at + _EPOCH for at in utc]
        early, late, folds = [], [], []
        # As in CPython the wall clock goes, until then, by the first kind of time, be it standard or not.
        before = 0
        for at, kind in zip(utc, kinds):
            old, new = offsets[before], offsets[kind]
            early.append(at + max(old, new))
            late.append(at + min(old, new))
            folds.append(at + (old if folds else offsets[first]) - new)
            before = kind
        times = [triples[kind] for kind in (first, *kinds)] if triples else []
        if rules is None:
            rules = triples[kinds[-1] if kinds else -1]
        self._rules = self._always = None
        if isinstance(rules, _Rules):
            self._rules = rules
            rules = None
        elif not triples or len(triples) == 1 and triples[0] == rules:
            self._always = rules
        # What the file's end says holds only after the last transition's very second.
        if kinds:
            for instants in utc, early, late:
                instants.append(instants[-1] + 1)
            folds.append(folds[-1] + offsets[kinds[-1]])
            if rules is not None:
                folds[-1] -= rules[0] // timedelta(seconds=1)
        else:
            times.clear()
            folds.append(0)
        self._utc = tuple(utc)
        self._times = *times, rules
        self._wall = tuple(early), tuple(late)
        self._folds = tuple(folds)

    def _at(self, dt):
        if dt is None:
            return self._always or _NOTHING
        # _instant, written out: this is what every question about a time goes through.
        instant = dt.toordinal() * 86400 + dt.hour * 3600 + dt.minute * 60 + dt.second
        time = self._times[bisect_right(self._wall[dt.fold], instant)]
        return self._rules.at_wall(instant, dt.year, dt.fold) if time is None else time

    def utcoffset(self, dt, /):
        """How far the zone's clock is ahead of UTC at dt."""
        return self._at(dt)[0]

    def dst(self, dt, /):
        """What daylight saving time adds at dt."""
        return self._at(dt)[1]

    def tzname(self, dt, /):
        """The name of the time that applies at dt."""
        return self._at(dt)[2]

    def fromutc(self, dt, /):
        """dt, which reads UTC, as the zone's clock reads it."""
        if not isinstance(dt, datetime):
            raise TypeError('fromutc: argument must be a datetime')
        if dt.tzinfo is not self:
            raise ValueError('fromutc: dt.tzinfo is not self')
        instant = _instant(dt)
        at = bisect_right(self._utc, instant)
        time = self._times[at]
        if time is None:
            time, fold = self._rules.at_utc(instant, dt.year, self._folds[-1])
        else:
            fold = at and instant < self._folds[at - 1]
        dt += time[0]
        return dt.replace(fold=1) if fold else dt

    def __reduce__(self):
        """Pickled by key."""
        if self._origin is not None:
            from pickle import PicklingError

            raise PicklingError('Cannot pickle a ZoneInfo file from a file stream.')
        return self.__class__._unpickle, (self._key, self._from_cache)

    @classmethod
    def _unpickle(cls, key, from_cache, /):
        """What __reduce__ names."""
        return ZoneInfo.__new__(cls, key) if from_cache else cls._open(key, 0)

    def __repr__(self):
        cls = self.__class__
        name = 'zoneinfo.ZoneInfo' if cls is ZoneInfo else cls.__name__
        if self._key is None:
            return f'{name}.from_file({self._origin})'
        return f'{name}(key={self._key!r})'

    def __str__(self):
        return repr(self) if self._key is None else self._key

    def _readonly(self, *_):
        raise AttributeError('readonly attribute')

    key = property(lambda self: self._key, _readonly, _readonly)
    del _readonly


# Last: zoneinfo itself imports ZoneInfo from here.
from zoneinfo import _common, _tzpath  # noqa: E402
