def find(n, seq):
    for x in seq:
        if x == n: r = "found"; break
    else: r = "missing"
    return r
print(find(3, [1, 2, 3]), find(9, [1]), find(1, []))
def nested():
    out = []
    for i in range(4):
        for j in range(4):
            if j == i: break
            if (i + j) % 3 == 0: continue
            out.append((i, j))
        else: out.append(f"full {i}")
        if i == 2: out.append("two")
    else: out.append("outer else")
    return out
print(nested())
def primes(n): return [p for p in range(2, n) if not any(p % q == 0 for q in range(2, p))]
def primes2(n):
    r = []
    for p in range(2, n):
        for q in r:
            if p % q == 0: break
        else: r.append(p)
    return r
print(primes(30) == primes2(30), primes2(30))
n, log = 10, []
while n:
    n -= 1
    if n % 2: continue
    log.append(n)
    if n == 4: break
else: log.append("never")
print(n, log)
while True:
    try:
        n += 1
        if n < 6: continue
        break
    finally: log.append(("fin", n))
print(log)
for i in range(3):
    i += 10
    print(i, end=" ")
print(i)
for i in (r := list(range(3))): r.append(i) if len(r) < 5 else None
print(r, i)
for x in range(2):
    for x in "ab": pass
    print(x, end=" ")
print()
