# Zones out of TZif files made here: transitions, folds and gaps, what follows the last transition.
import io
import pickle
import struct
import zoneinfo
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo


def tzif(transitions, kinds, rule, version=b'2'):
    letters, records = b'', b''
    for offset, is_dst, name in kinds:
        records += struct.pack('>lbB', offset, is_dst, len(letters))
        letters += name.encode() + b'\0'

    def block(form):
        data = b'TZif' + version + bytes(15)
        data += struct.pack('>6l', 0, 0, 0, len(transitions), len(kinds), len(letters))
        data += b''.join(struct.pack(form, at) for at, _ in transitions)
        return data + bytes(kind for _, kind in transitions) + records + letters

    if version == b'\0':
        return block('>l')
    return block('>l') + block('>q') + b'\n' + rule.encode() + b'\n'


def zone(*arguments, key='Made/Here', cls=ZoneInfo, **named):
    return cls.from_file(io.BytesIO(tzif(*arguments, **named)), key)


kinds = [(3208, 0, 'LMT'), (3600, 0, 'CET'), (7200, 1, 'CEST'), (10800, 1, 'CEMT'), (7200, 0, 'EET')]
past = [(-1693706400, 1), (-1680483600, 2), (-776563200, 3), (-765936000, 2), (-700000000, 1)]
past += [(323830800, 2), (338950800, 1), (354675600, 2)]
berlin = zone(past, kinds, 'CET-1CEST,M3.5.0,M10.5.0/3')


def show(tz, *moments):
    for moment in moments:
        for fold in 0, 1:
            wall = moment.replace(fold=fold)
            local = moment.replace(tzinfo=tz)
            there = repr(tz.fromutc(local).replace(tzinfo=None))
            print(wall, fold, tz.utcoffset(wall), tz.dst(wall), tz.tzname(wall), there)


for at, _ in past:
    utc = datetime(1970, 1, 1) + timedelta(seconds=at)
    show(berlin, utc - timedelta(seconds=1), utc, utc + timedelta(minutes=90))
for year in 1, 1985, 2024, 9999:
    for month, day in (1, 2), (3, 31), (6, 1), (10, 27), (12, 30):
        show(berlin, *(datetime(year, month, day, hour, 30) for hour in range(4)))

forms = ['<+03>-3', 'ABC5:30:15', 'ABC1DEF,J59,J60/0', 'ABC1DEF2:30,100/167,J300/-167', '']
forms += ['IST-2IDT,M3.4.4/26,M10.5.0', '<-02>2<-01>,M3.5.0/-1,M10.5.0/0', 'NZST-12NZDT,M9.5.0,M4.1.0/3']
forms += ['IST-1GMT0,M10.5.0,M3.5.0/1', 'EST5EDT,0/0,J365/25', 'ABC+0', '<A+1>-0:30Zz,M2.5.6/1:02:03,60']
for form in forms:
    tz = zone([(86400, 1)], kinds[:3], form)
    print(form, tz.utcoffset(None), tz.tzname(None))
    changes = []
    for year in 2023, 2024:
        at, before = datetime(year, 1, 1), None
        while at.year == year:
            now = tz.utcoffset(at), tz.dst(at), tz.tzname(at)
            if now != before:
                changes.append(at)
                print('   ', at, *now)
            before, at = now, at + timedelta(hours=2)
    show(tz, *(at - timedelta(minutes=back) for at in changes for back in (150, 90, 30)))

fixed = zone([], [(0, 0, 'UTC')], 'UTC0')
for tz in berlin, fixed, zone([], [], 'XYZ3'), zone([], [], 'ABC1DEF,5,6'), zone([], kinds, ''), zone(past, kinds, '', version=b'\0'):
    clock = time(1, 2, tzinfo=tz)
    print(clock.utcoffset(), clock.dst(), clock.tzname(), tz.utcoffset(datetime(2024, 7, 1)))

start = datetime(2024, 3, 31, 1, 30, tzinfo=berlin)
print(start, start + timedelta(hours=24), start - timedelta(days=30))
print((start.astimezone(timezone.utc) + timedelta(hours=1)).astimezone(berlin))
print(datetime(2024, 10, 27, 2, 30, fold=1, tzinfo=berlin).timestamp())
print(datetime(2024, 3, 31, 2, 30, tzinfo=berlin) == datetime(2024, 3, 31, 1, 30, tzinfo=timezone.utc))
print(f'{start:%Y-%m-%d %H:%M %z %Z}', start.isoformat(), repr(start))


class Mine(ZoneInfo):
    pass


class Moment(datetime):
    pass


nameless = zone(past, kinds, 'CET-1', key=None)
mine = zone(past, kinds, 'CET-1', cls=Mine)
print(ZoneInfo, ZoneInfo.__module__, berlin.key, berlin, repr(berlin), repr(mine), mine.key)
print(repr(nameless)[:42], str(nameless) == repr(nameless), nameless.key)
print(type(berlin.fromutc(Moment(2024, 10, 27, 1, tzinfo=berlin))).__name__)
print(repr(Mine.from_file(io.BytesIO(tzif(past, kinds, 'CET-1'))))[:27])


def fails(what, *arguments, **named):
    try:
        print(what(*arguments, **named))
    except Exception as error:
        print(type(error).__name__, str(error).partition('\n')[0])


fails(pickle.dumps, berlin)
fails(pickle.dumps, nameless)
fails(setattr, berlin, 'key', 'x')
fails(ZoneInfo, 'Made/Nowhere')
fails(ZoneInfo, '../up')
fails(ZoneInfo, '/absolute')
fails(ZoneInfo.no_cache, 'not//normal')
fails(ZoneInfo.from_file, 5)
fails(ZoneInfo.clear_cache, only_keys=5)
fails(ZoneInfo.clear_cache, only_keys=['Made/Here'])
fails(berlin.utcoffset, 5)
fails(berlin.dst, date(2024, 1, 1))
fails(berlin.fromutc, date(2024, 1, 1))
fails(berlin.fromutc, datetime(2024, 1, 1))
fails(berlin.fromutc, datetime(9999, 12, 31, 23, 59, tzinfo=berlin))
print(issubclass(zoneinfo.ZoneInfoNotFoundError, KeyError))

good = tzif(past, kinds, 'CET-1')
for data in b'', good[:3], b'X' + good, good[:4], good[:30], good[:60], good[:200], good[:-7]:
    fails(ZoneInfo.from_file, io.BytesIO(data), 'k')
fails(zone, [(1, 9)], kinds, 'CET-1')
fails(zone, [], [], '')
wrong = 'ABC|5|ABC25|ABC5:3|<AB|<a b>1|ABC1DEF|ABC1DEF2|ABC1DEF,|ABC1DEF,M3.2.0|ABC1D!F,1,2|ABC1,1,2'
wrong += '|ABC1DEF,M0.1.1,5|ABC1DEF,M1.6.1,5|ABC1DEF,M1.1.7,5|ABC1DEF,J0,5|ABC1DEF,366,5|ABC1DEF,J366,5'
wrong += '|ABC1DEF,5/168,6|ABC1DEF,5/,6|ABC1DEF,5x,6|ABC1DEF,5,6x|ABC1DEF,M1.1,6|ABC1DEF,5,6,7|ABC1:00:00:'
for form in wrong.split('|'):
    fails(zone, past, kinds, form)
