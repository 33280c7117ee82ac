# Sets: membership, algebra, a sieve, duplicates, frozen sets as keys.
# loops: 11
def bench():
    limit = 30000
    composite = set()
    primes = []
    for n in range(2, limit):
        if n not in composite:
            primes.append(n)
            composite.update(range(n * n, limit, n))
    prime_set = set(primes)
    twins = {p for p in prime_set if p + 2 in prime_set}
    squares = {n * n for n in range(400)}
    sums = {a + b for a in twins for b in (2, 6, 12, 20)}
    mixed = (sums & prime_set) | (squares - sums) ^ twins
    seen = set()
    classes = {}
    for i in range(20000):
        kind = frozenset((i % 7, i % 5, i % 3))
        seen.add(kind)
        classes[kind] = classes.get(kind, 0) + 1
    return len(primes), len(twins), len(mixed), len(seen), max(classes.values())
