# Large numbers checked by identities and printed by digits.
import functools, operator
f = functools.reduce(operator.mul, range(1, 101))
print(f)
print(f % (10 ** 9 + 7), len(str(f)), f.bit_length(), bin(f).count("1"), f.bit_count())
a, b = 3 ** 500, 7 ** 350
print(a * b == b * a, (a + b) * (a - b) == a * a - b * b, divmod(a, b)[0] * b + divmod(a, b)[1] == a, (a * b) // b == a, a * b % a)
print(a % 10 ** 20, b % 10 ** 20, a // b, (a - b) % 997, a > b, -a < b)
p = 2 ** 521 - 1
print(pow(3, p - 1, p) == 1, pow(5, (p - 1) // 2, p) in (1, p - 1), p % 1000000007, hex(p)[:10], len(hex(p)))
x = 10 ** 300
print(x + 1 - x, (x + 1) * (x - 1) - x * x, x // 3 * 3 + x % 3 == x, str(x // 7)[:30], (x << 13) >> 13 == x, x >> 990, (x | 1) ^ x, x & -x)
g = [0, 1]
while len(g) < 500: g.append(g[-1] + g[-2])
print(g[300], g[499] % 10 ** 15, g[400] * g[402] - g[401] ** 2, g[498] & 0xFFFFFFFF)
def isqrt(n):
    r = 1 << (n.bit_length() + 1) // 2
    while (s := (r + n // r) // 2) < r: r = s
    return r
import math
print(isqrt(2 * 10 ** 200), math.isqrt(2 * 10 ** 200) == isqrt(2 * 10 ** 200))
huge = 7 ** 20000
print(huge.bit_length(), huge % 10 ** 30, (huge * huge) % (10 ** 18 + 9), pow(7, 40000, 10 ** 18 + 9), (huge // 7 ** 19990), huge >> (huge.bit_length() - 60))
q, r = divmod(7 ** 3000, 11 ** 1000)
print(q * 11 ** 1000 + r == 7 ** 3000, r < 11 ** 1000, q % 10 ** 12, r % 10 ** 12)
print((1 << 64) - 1, 1 << 63, -(1 << 63), 2 ** 31, 2 ** 47, 2 ** 48 - 1, -(2 ** 47) - 1, 2 ** 53 + 1, 2 ** 60 * 2 ** 60, (2 ** 32) ** 4, 2 ** 31 * 2 ** 31, -2 ** 62 * 4)
for n in (47, 48, 53, 60, 62, 63, 64):
    v = (1 << n) - 1
    print(n, v + 1, -v - 1, v * 2 + 1, v * v, v - -v, ~v, v // -2, (v + 1) % 10)
