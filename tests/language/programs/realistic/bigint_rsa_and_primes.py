# Toy RSA, Diffie-Hellman and Shamir's secret sharing with real big integers.
import random
rnd = random.Random(1)
def is_prime(n, k=12):
    if n < 4: return n in (2, 3)
    if n % 2 == 0: return False
    d, s = n - 1, 0
    while d % 2 == 0: d //= 2; s += 1
    for _ in range(k):
        x = pow(rnd.randrange(2, n - 1), d, n)
        if x in (1, n - 1): continue
        for _ in range(s - 1):
            x = pow(x, 2, n)
            if x == n - 1: break
        else: return False
    return True
def prime(bits):
    while True:
        p = rnd.getrandbits(bits) | 1 << bits - 1 | 1
        if is_prime(p): return p
p, q = prime(160), prime(160)
n, phi, e = p * q, (p - 1) * (q - 1), 65537
d = pow(e, -1, phi)
msg = int.from_bytes(b"attack at dawn!", "big")
c = pow(msg, e, n)
print(p, q, n.bit_length(), e * d % phi)
print(hex(c), pow(c, d, n).to_bytes(15, "big"), pow(c, d % (p - 1), p) == msg % p)
sig = pow(msg, d, n); print(pow(sig, e, n) == msg, pow(sig + 1, e, n) == msg, str(sig)[:30])
P, G = 2 ** 255 - 19, 2
a, b = rnd.getrandbits(250), rnd.getrandbits(250)
print(pow(pow(G, a, P), b, P) == pow(pow(G, b, P), a, P), pow(G, a * b, P) % 10 ** 20)
M = 2 ** 127 - 1
coef = [123456789012345678901234567890, *(rnd.randrange(M) for _ in range(2))]
shares = [(x, sum(k * pow(x, i, M) for i, k in enumerate(coef)) % M) for x in range(1, 6)]
def recover(pts):
    s = 0
    for j, (xj, yj) in enumerate(pts):
        num = den = 1
        for m, (xm, _) in enumerate(pts):
            if m != j: num, den = num * -xm % M, den * (xj - xm) % M
        s = (s + yj * num * pow(den, -1, M)) % M
    return s
print(recover(shares[:3]), recover(shares[2:]), recover(shares[:2]) == coef[0])
def fib(n):
    if n == 0: return 0, 1
    a, b = fib(n >> 1); c, d = a * (2 * b - a), a * a + b * b
    return (d, c + d) if n & 1 else (c, d)
f = fib(5000)[0]; print(f % 10 ** 25, f.bit_length(), len(str(f)), sum(map(int, str(f))))
x, bits = 2 * 10 ** 100, 0
r = x
while (y := (r + x // r) // 2) < r: r = y
print(r, r * r <= x < (r + 1) ** 2)
