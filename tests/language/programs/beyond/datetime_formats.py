# The pure side of datetime: arithmetic, iso formats, comparison, strftime of fixed dates.
from datetime import date, time, datetime, timedelta, timezone
d = datetime(2024, 2, 29, 13, 5, 9, 123456)
print(d, repr(d), d.isoformat(), d.isoformat(" ", "minutes"), d.date(), d.time(), d.weekday(), d.isocalendar(), d.timetuple().tm_yday)
print(d.strftime("%Y/%m/%d %H-%M-%S %f %a %A %b %B %j %U %p %I %y %%"), f"{d:%H:%M}", d.replace(year=2023, day=28), d + timedelta(days=1), d - datetime(2024, 1, 1), d - timedelta(hours=14))
print(date(2024, 1, 31) + timedelta(1), date.fromisoformat("2024-12-31"), datetime.fromisoformat("2024-05-06T07:08:09+02:00"), date.min, date.max, date(1, 1, 1).toordinal(), date.fromordinal(738000), time(1, 2, 3).isoformat(), time.fromisoformat("04:05"))
t = timedelta(days=-1, seconds=3, microseconds=5)
print(t, repr(t), t.total_seconds(), abs(t), -t, t * 3, t / 2, t // 7, t % timedelta(seconds=7), divmod(timedelta(days=1), timedelta(hours=5)), timedelta(weeks=1) > timedelta(days=6), timedelta(milliseconds=1500), sum([timedelta(1)] * 3, timedelta()))
tz = timezone(timedelta(hours=5, minutes=30), "IST")
z = datetime(2024, 1, 1, tzinfo=tz)
print(z, z.astimezone(timezone.utc), z.tzname(), z.utcoffset(), tz, timezone.utc, timezone(timedelta(hours=-3)), z == datetime(2023, 12, 31, 18, 30, tzinfo=timezone.utc), datetime.fromtimestamp(0, timezone.utc), datetime(1970, 1, 2, tzinfo=timezone.utc).timestamp())
for f in (lambda: date(2023, 2, 29), lambda: time(25), lambda: datetime(2024, 13, 1), lambda: date("x"), lambda: d < z, lambda: date.fromisoformat("2024-1-1"), lambda: d + d, lambda: timedelta("x"), lambda: timezone(5), lambda: timezone(timedelta(days=2)), lambda: date.max + timedelta(1), lambda: datetime.strptime("x", "%Y"), lambda: timedelta(10 ** 10)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(datetime.strptime("2024-03-05 14:30", "%Y-%m-%d %H:%M"), sorted([date(2024, 2, 1), date(2023, 5, 5)]), hash(date(2024, 1, 1)) == hash(date(2024, 1, 1)), d.ctime(), (date(2024, 3, 1) - date(2024, 2, 1)).days, [date(y, 12, 25).strftime("%a") for y in range(2020, 2025)])
