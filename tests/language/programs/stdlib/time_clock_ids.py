# The clocks by their numbers.
import time

ids = [n for n in dir(time) if n.startswith('CLOCK_')]
print({n: getattr(time, n) for n in ids})
for name in ('clock_gettime', 'clock_gettime_ns', 'clock_getres'):
    for clock in (0, 1, 2, 3, True, 99, -1, 'x', 1.0):
        try:
            value = getattr(time, name)(clock)
            print(name, clock, type(value).__name__, value if name == 'clock_getres' else value > 0)
        except Exception as e:
            print(name, clock, type(e).__name__, e)
first = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
print(time.clock_gettime_ns(time.CLOCK_MONOTONIC) >= first, time.clock_gettime(0) > 1.7e9)
