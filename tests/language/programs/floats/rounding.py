print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.4999999999999996, 1e20, 0.49999999999999994, -2.5)])
for x, n in [(2.675, 2), (1.005, 2), (2.5, 0), (3.5, 0), (1234.5678, -2), (1250.0, -2), (1350.0, -2), (0.15, 1), (0.25, 1), (0.35, 1), (5e15, -16), (1e300, -300), (1.5, 400), (1.5, -400), (-0.001, 2), (1e-300, 310), (123.456, 10), (9.995, 2), (0.5, 1), (5.015, 2), (1e22, 2), (2.5e-8, 8), (99.5, -2), (-99.5, -2), (50.0, -2), (1.7976931348623157e308, -100), (float("inf"), 2), (float("nan"), 1)]:
    print((x, n), round(x, n), end="; ")
print()
for bad in (float("inf"), float("nan")):
    try: round(bad)
    except (OverflowError, ValueError) as e: print(type(e).__name__, e)
try: round(1.7e308, -308)
except OverflowError as e: print(e)
print(round(1.7e308, -307), round(2.5, None), type(round(2.5)), type(round(2.5, 0)), round(5), round(True), round(12345.678, True), round(-1.5), round(number=2.7, ndigits=0))
import math
for x in (2.5, -2.5, 2.0, -0.5, 1e17, 0.9999999999999999):
    print(math.floor(x), math.ceil(x), math.trunc(x), int(x), x.__floor__(), x.__ceil__(), x.is_integer(), math.modf(x), math.frexp(x), end="; ")
print()
for f in (math.floor, math.ceil, math.trunc, int):
    for v in (float("inf"), float("nan")):
        try: f(v)
        except (OverflowError, ValueError) as e: print(f.__name__, type(e).__name__, e)
class R:
    def __round__(self, n=None): return ("R", n)
print(round(R()), round(R(), 3), round(R(), None))
for bad in ("a", None, [], object):
    try: round(bad)
    except TypeError as e: print(e)
from decimal import Decimal
print(round(0.1 + 0.2, 17), round(1.1, 20), round(2 ** 52 + 0.5), round(-(2 ** 52) - 0.5), round(4503599627370497.5))
