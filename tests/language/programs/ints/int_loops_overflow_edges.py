# Loops and accumulators that pass over the borders of small representations.
def grow(start, step, n):
    x = start
    out = []
    for _ in range(n):
        x = step(x)
        out.append(x)
    return out
print(grow(1, lambda x: x * 10, 25)[-3:], grow(1, lambda x: -x * 3, 45)[-2:], grow(2 ** 46, lambda x: x + x, 20)[-2:])
x = 2 ** 30 - 3
for _ in range(6): x += 1; print(x, x * x, -x * x, x << 1, x >> 29, end="; ")
print()
x = 2 ** 47 - 3
for _ in range(6): x += 1; print(x, -x, x - 2 * x, x // 3, x % 1000, end="; ")
print()
x = -(2 ** 47) + 3
for _ in range(6): x -= 1; print(x, -x, abs(x), x >> 40, x & 255, end="; ")
print()
x = 2 ** 62 - 2
for _ in range(5): x += 1; print(x, x * 2, x * x, -x - 1, x ^ -x, end="; ")
print()
h = 0
for c in "the quick brown fox": h = (h * 31 + ord(c)) & 0xFFFFFFFF
print(h)
h = 14695981039346656037
for c in b"fnv-1a hash": h = ((h ^ c) * 1099511628211) % 2 ** 64
print(h, hex(h))
s = 12345
lcg = []
for _ in range(5): s = (6364136223846793005 * s + 1442695040888963407) % 2 ** 64; lcg.append(s >> 33)
print(lcg)
print(sum(range(10 ** 5)), sum(i * i for i in range(1000)), sum([2 ** 62] * 5), sum([2 ** 30] * 7, -1), sum([1, 2.5, 3]), sum([10 ** 20, 1.0]), sum([True] * 3), sum([0.1] * 10), sum([1e100, 1.0, -1e100]))
print(range(2 ** 40, 2 ** 40 + 3)[1], list(range(2 ** 62, 2 ** 62 + 2)), len(range(10 ** 6)), range(-2 ** 70, 2 ** 70)[2 ** 70], range(0, 2 ** 100, 2 ** 98)[-1], 2 ** 65 in range(2 ** 66), [*range(2 ** 63 - 1, 2 ** 63 + 2)], (2 ** 70 + 1) in range(0, 2 ** 71, 2))
a, b = 0, 1
for _ in range(100): a, b = b, a + b
print(a, b - a, b // a, b % a, b * 1.0 / a)
mul = 1
for i in range(1, 26): mul *= i; mul ^= i
print(mul)
n = 600851475143
f = 2
while f * f <= n:
    while n % f == 0 and n > f: n //= f
    f += 1
print(n, f)
print(0x7fffffff + 1, -0x80000000 - 1, 0x7fffffff * 2, -0x80000000 // -1, 0x7fffffffffffffff + 1, -0x8000000000000000 // -1, -0x80000000 % -1)
