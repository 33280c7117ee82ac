for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1.005, 0.15, 1234.5678, -1234.5678, 1e16, 5e-324, 0.0, -0.0):
    print(x, round(x), [round(x, n) for n in (-3, -2, -1, 0, 1, 2, 3, 20)])
for x in (float("inf"), float("nan")):
    print(round(x, 1), end=" ")
    try: round(x)
    except (OverflowError, ValueError) as e: print(type(e).__name__, e)
import math
for x in (2.5, -2.5, 2.0, -0.1, 1e20, 123456789.987): print(math.floor(x), math.ceil(x), math.trunc(x), int(x), x.is_integer(), x.as_integer_ratio() if abs(x) < 1e10 else "", math.modf(x))
print(round(1.5, None), round(25, -1), round(35, -1), round(-25, -1), round(12345, -5), round(True, 1), round(2.5, True), type(round(2.5, 0)), type(round(2.5)))
