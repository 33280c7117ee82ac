# Numeric tower equality, hashing across types, comparison of big ints and floats exactly.
print(1 == 1.0 == 1 + 0j == True, hash(1) == hash(1.0) == hash(1 + 0j) == hash(True), {1: "a"}[1.0], hash(0), hash(-1) == hash(-2), hash(2 ** 100) == hash(float(2 ** 100)))
n = 2 ** 53
print(n == float(n), n + 1 == float(n + 1), n + 1 > float(n), float(n) < n + 1, n + 1 == float(n), 10 ** 400 > 1e308, -10 ** 400 < -1e308, 10 ** 400 > float("inf"), 10 ** 400 < float("inf"), 10 ** 400 == float("nan"), 0 == -0.0)
print(sorted([1e16, 10 ** 16 + 1, 10 ** 16 - 1, 9.9e15, -10 ** 16]), max(1, 1.0), max(1.0, 1), min(True, 1, 1.0), [2, 2.0, True].index(1.0))
print(2 ** 1024 > 1.7976931348623157e308, 2 ** 1023 * 1.0 == 2 ** 1023, int(1.7976931348623157e308) == 2 ** 1024 - 2 ** 970, 2 ** 63 == 9223372036854775808.0, 2 ** 63 - 1 == 9223372036854775808.0, 2 ** 63 - 1 < 9223372036854775808.0)
for i in (10 ** 308, 2 ** 1024 - 1, 2 ** 1024 - 2 ** 970, 2 ** 1024 - 2 ** 969):
    try: print(float(i))
    except OverflowError as e: print(e)
for i in (2 ** 53 + 1, 2 ** 53 + 3, 2 ** 54 + 2, 2 ** 54 + 6, 2 ** 100 + 2 ** 47, 2 ** 100 + 2 ** 47 + 1, -(2 ** 53) - 1):
    print(i, float(i), int(float(i)) - i)
a = 257
b = int("257")
print(a == b, a is not None, [1, 2, 3] == [1.0, 2.0, 3.0], (1,) == (True,), {1, 2} == {1.0, 2.0}, {1: 1} == {1.0: True})
from fractions import Fraction
from decimal import Decimal
print(hash(Fraction(1, 2)) == hash(0.5), Fraction(1, 2) == 0.5, Fraction(3) == 3, hash(Fraction(3)) == hash(3), Fraction(1, 3) + 1, Fraction("0.75"), Fraction(0.5), 2 ** Fraction(2))
class I(int):
    def __eq__(self, o): return "I.eq"
    __hash__ = int.__hash__
print(I(1) == 1, 1 == I(1), 1 != I(1), I(1) < 2, 2 > I(1))
print(3 < 3.5 < 4, 3 <= 3.0 >= 3, 1 < True, -1 < False, 0 < 5e-324, 1 - 1e-17 == 1)
