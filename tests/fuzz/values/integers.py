# Random big integers, up to five thousand digits. Results are told as digests, each of 10.
import math
import operator
from common import Digest, arguments, outcome

r, count = arguments()
d = Digest(10)


def big():
    bits = r.pick([8, 47, 48, 64, 130, 500, 2000, 6000, 16600])
    n = r.bits(r.between(1, bits))
    if r.chance(0.15):
        n = (1 << r.between(0, bits)) + r.between(-1, 1)
    if r.chance(0.1):
        n = 10 ** r.between(0, bits // 4) + r.between(-1, 1)
    return -n if r.chance(0.4) else n


binary = [operator.add, operator.sub, operator.mul, operator.floordiv, operator.mod, divmod, operator.truediv, operator.and_,
          operator.or_, operator.xor, math.gcd, operator.lt, operator.eq, math.lcm]
unary = [operator.neg, operator.invert, abs, int.bit_length, int.bit_count, hash, float, lambda n: math.isqrt(abs(n)), str, hex, oct, bin,
         lambda n: int(str(n)) == n, lambda n: int(hex(n), 16) == n, lambda n: round(n, -r.below(60)),
         lambda n: n.to_bytes(n.bit_length() // 8 + 1, r.pick(['big', 'little']), signed=True), lambda n: f'{n:,}', lambda n: f'{n:_x}',
         lambda n: math.log2(abs(n)) // 1, lambda n: n.as_integer_ratio()[0] == n]


def text(v):
    return hex(v) if type(v) is int else ' '.join([text(x) for x in v]) if type(v) is tuple else ascii(v)


def told(f, *args):
    try:
        return text(f(*args))
    except Exception as e:
        return f'{type(e).__name__}: {e}'


for i in range(count):
    a, b = big(), big()
    out = [told(r.pick(binary), a, b), told(r.pick(unary), a)]
    shift = r.between(0, 3000)
    out.append(told(operator.lshift, a, shift))
    out.append(told(operator.rshift, a, shift))
    if r.chance(0.2):
        out.append(told(pow, a % 10**40, r.below(40)))
        out.append(told(pow, a, abs(b) % 10**30, big() or 1))
        out.append(told(pow, a, -1, abs(b) % 10**20 or 3))
    d.add('|'.join(out))
