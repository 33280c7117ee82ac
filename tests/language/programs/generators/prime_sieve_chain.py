# Generators feeding generators, deep chains, and state kept between calls.
from itertools import count, islice
def sieve():
    nums = count(2)
    while True:
        p = next(nums)
        yield p
        nums = (lambda p, src: (n for n in src if n % p))(p, nums)
print(list(islice(sieve(), 25)))
def chain(n):
    def add(src):
        for x in src: yield x + 1
    g = iter(range(3))
    for _ in range(n): g = add(g)
    return g
print(list(chain(60)))
def permutations(items):
    if not items: yield ()
    for i, x in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]): yield (x, *rest)
print(list(permutations("abc")), sum(1 for _ in permutations("abcdef")))
def merge(*its):
    heads = []
    for i, it in enumerate(map(iter, its)):
        for v in it:
            heads.append([v, i, it]); break
    while heads:
        heads.sort(key=lambda h: h[:2])
        h = heads[0]
        yield h[0]
        try: h[0] = next(h[2])
        except StopIteration: heads.pop(0)
print(list(merge([1, 4, 9], [2, 3], [], [0, 10])))
def windows(n, src):
    buf = []
    for x in src:
        buf.append(x)
        if len(buf) == n:
            yield tuple(buf)
            del buf[0]
print(list(windows(3, "abcde")))
def rle(s):
    it = iter(s)
    try: cur, n = next(it), 1
    except StopIteration: return
    for c in it:
        if c == cur: n += 1
        else:
            yield cur, n
            cur, n = c, 1
    yield cur, n
print(list(rle("aaabccd")), list(rle("")), "".join(c * n for c, n in rle("xxy")))
def walk(d, path=()):
    for k, v in d.items():
        if isinstance(v, dict): yield from walk(v, path + (k,))
        else: yield ".".join((*path, k)), v
print(dict(walk({"a": {"b": 1, "c": {"d": 2}}, "e": 3})))
def pingpong(name, n):
    for i in range(n):
        msg = yield f"{name}{i}"
        print(name, "got", msg)
a, b = pingpong("a", 3), pingpong("b", 3)
m = next(a); next(b)
try:
    while True: m = b.send(m); m = a.send(m)
except StopIteration: print("over")
def hamming():
    h = [1]; i2 = i3 = i5 = 0
    while True:
        yield h[-1]
        h.append(min(h[i2] * 2, h[i3] * 3, h[i5] * 5))
        i2 += h[i2] * 2 <= h[-1]; i3 += h[i3] * 3 <= h[-1]; i5 += h[i5] * 5 <= h[-1]
print(list(islice(hamming(), 15)))
