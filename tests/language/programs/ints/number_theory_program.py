# Miller-Rabin, Pollard rho, extended gcd, CRT, continued fractions, totients: ints at work.
from math import gcd, isqrt, lcm, comb, perm, factorial
def is_prime(n):
    if n < 2: return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        if n % p == 0: return n == p
    d, s = n - 1, 0
    while d % 2 == 0: d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        x = pow(a, d, n)
        if x in (1, n - 1): continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1: break
        else: return False
    return True
print([p for p in range(60) if is_prime(p)], is_prime(2 ** 61 - 1), is_prime(2 ** 67 - 1), is_prime(10 ** 18 + 9), is_prime(3215031751))
def rho(n):
    if n % 2 == 0: return 2
    c = 1
    while True:
        x = y = 2; d = 1
        while d == 1:
            x = (x * x + c) % n
            y = (y * y + c) % n
            y = (y * y + c) % n
            d = gcd(abs(x - y), n)
        if d != n: return d
        c += 1
def factor(n):
    if n == 1: return []
    if is_prime(n): return [n]
    d = rho(n)
    return sorted(factor(d) + factor(n // d))
print(factor(2 ** 32 + 1), factor(1000000016000000063), factor(720720), factor(2 ** 48 - 1))
def egcd(a, b): return (a, 1, 0) if not b else (lambda g, x, y: (g, y, x - a // b * y))(*egcd(b, a % b))
print(egcd(240, 46), egcd(10 ** 18 + 9, 10 ** 9 + 7), pow(240, -1, 10007) * 240 % 10007)
def crt(rems, mods):
    x, m = 0, 1
    for r, k in zip(rems, mods):
        g, p, _ = egcd(m, k)
        x, m = (x + (r - x) * p % k * m) % (m * k), m * k
    return x
print(crt([2, 3, 2], [3, 5, 7]), crt([1, 2, 3, 4], [11, 13, 17, 19]))
def cf(p, q):
    out = []
    while q: out.append(p // q); p, q = q, p % q
    return out
print(cf(649, 200), cf(355, 113), lcm(4, 6, 10), lcm(), gcd(), gcd(0, -12), comb(50, 25), perm(10, 3), perm(5), factorial(30), isqrt(10 ** 30), comb(5, 7))
phi = [sum(gcd(i, n) == 1 for i in range(n)) for n in range(1, 25)]
print(phi, sum(divmod(n, 7)[1] for n in range(-20, 20)))
def pi_digits(n):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    while n:
        if 4 * q + r - t < m * t:
            yield m; n -= 1
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2
print("".join(map(str, pi_digits(60))))
