# What sum() adds how: ints, then floats and complex numbers with compensation, then anything.
import decimal
import fractions
import math
import random


class Int(int):
    pass


class Float(float):
    pass


class Complex(complex):
    pass


class Own(int):
    def __radd__(self, other):
        return "own"


def items(values):
    yield from values


print(sum([0.1] * 10), sum([0.1j] * 10), sum([0.1] * 10, 0j), sum([1e16, 1, -1e16]), sum([1j, 1e16, 1, -1e16]))
print(sum(items([0.1] * 10)), sum(items([0.1j] * 10)), sum(items([0.1] * 10), 0j))
choose = random.Random(41)
ints = [10, -5, 2**31 - 1, 2**31, -(2**31), 2**53 + 1, 2**63, -(2**80), True, Int(3), Int(2**70), Own(3)]
floats = [1.5, 1e16, 0.1, 1e-300, 0.0, -0.0, 1e308, -1e308, Float(0.1), float("inf"), float("nan")]
others = [2j, -0.0j, complex(1e16, -0.1), Complex(1, 0.1), 10**400, fractions.Fraction(1, 3), decimal.Decimal(3)]
for pool in (ints, ints + floats, floats + others[:4] + ints[:5], ints + floats + others):
    for n in range(150):
        values = choose.choices(pool, k=choose.randrange(1, 6))
        start = choose.choice([0, 0, 0.0, -0.0, 1j, True, 2**31 - 1, 2**70, Float(0.1)])
        for iterable in (values, items(values)):
            try:
                total = sum(iterable, start)
                print(type(total).__name__, repr(total), end="; ")
            except Exception as e:
                print(e, end="; ")
    print()
numbers = [v for v in ints[:-1] + floats if abs(v) < 1e300]
for n in range(60):
    p, q = (choose.choices(numbers, k=4) for _ in "pq")
    print(math.sumprod(p, q), end=" ")
print()
