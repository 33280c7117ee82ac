# Random doubles: repr, rounding, arithmetic, conversion. Results are told as digests, each of 50.
import math
from common import Digest, arguments, outcome

r, count = arguments()
d = Digest(50)
unary = [repr, str, math.floor, math.ceil, round, math.trunc, float.hex, float.as_integer_ratio, float.is_integer, lambda x: x == x and hash(x), abs,
         math.frexp, math.modf, int, bool, lambda x: '%.17g' % x, lambda x: '%.3e' % x, lambda x: x * 2, math.sqrt, math.ulp,
         math.nextafter.__class__ and (lambda x: math.nextafter(x, 0.0))]
binary = ['__add__', '__sub__', '__mul__', '__truediv__', '__floordiv__', '__mod__', '__divmod__', '__eq__', '__lt__', '__le__',
          '__radd__', '__rsub__', '__rmod__', '__rfloordiv__']
for i in range(count):
    x = r.double()
    out = [repr(x)]
    out.append(outcome(r.pick(unary), x))
    y = r.double() if r.chance(0.7) else r.integer()
    name = r.pick(binary)
    out.append(name + outcome(getattr(x, name), y))
    out.append(outcome(round, x, r.between(-25, 25)))
    if r.chance(0.2):
        # Only cases that the C library cannot round in two ways.
        out.append(outcome(pow, float(r.between(-9, 9)), r.between(-3, 9)))
        out.append(outcome(math.fmod, x, r.double()))
        out.append(outcome(math.fsum, [r.double() for _ in range(r.below(9))]))
        out.append(outcome(sum, [r.double() for _ in range(r.below(9))]))
        out.append(outcome(math.ldexp, x, r.between(-1100, 1100)))
        out.append(outcome(math.copysign, x, r.double()))
        out.append(outcome(math.remainder, x, r.double()))
        out.append(outcome(math.fma, x, r.double(), r.double()))
        out.append(outcome(math.isclose, x, r.double()))
    d.add('|'.join(out))
