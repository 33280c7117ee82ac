# Stability, key, reverse, mutation during sort, failing comparisons, and sizes that use merging.
import functools
data = [("b", 2), ("a", 2), ("c", 1), ("d", 2), ("e", 1)]
print(sorted(data, key=lambda t: t[1]), sorted(data, key=lambda t: t[1], reverse=True), sorted(data), sorted(data, reverse=True))
l = [5, 2, 9, 1]
print(l.sort(), l, l.sort(reverse=True), l, l.sort(key=lambda x: -x), l, l.sort(key=None, reverse=1), l)
print(sorted("bAcB"), sorted("bAcB", key=str.lower), sorted(["10", "9", "1"]), sorted(["10", "9", "1"], key=int), sorted([True, False, 2, -1]), sorted({3: 1, 1: 2}), sorted([(1, "b"), (1, "a")]), sorted([[2], [1, 5], []]), sorted([0.5, 1, -1.5, 10 ** 20]))
def cmp(a, b): return (a % 3) - (b % 3) or b - a
print(sorted(range(10), key=functools.cmp_to_key(cmp)))
seed = 7
def rnd():
    global seed
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    return seed >> 8
big = [rnd() % 1000 for _ in range(500)]
s = sorted(big)
print(all(x <= y for x, y in zip(s, s[1:])), s[:5], s[-5:], sum(s) == sum(big), sorted(big, reverse=True) == s[::-1])
tagged = sorted([(v % 10, i) for i, v in enumerate(big)], key=lambda t: t[0])
print(all(a[0] < b[0] or a[1] < b[1] for a, b in zip(tagged, tagged[1:])))
rev = sorted([(v % 10, i) for i, v in enumerate(big)], key=lambda t: t[0], reverse=True)
print(all(a[0] > b[0] or a[1] < b[1] for a, b in zip(rev, rev[1:])))
for bad in ([1, "a"], [1j, 2j], [None, 1], [{}, {}], [[1], [None], ["a"]]):
    try: sorted(bad)
    except TypeError as e: print(e)
for f in (lambda: sorted([1], lambda x: x), lambda: [].sort(lambda x: x), lambda: sorted([1], foo=1), lambda: sorted([3, 1], key=5), lambda: sorted([1, 2], key=lambda: 1), lambda: sorted(5), lambda: [2, 1].sort(reverse="x")):
    try: print(f())
    except TypeError as e: print(e)
l = [3, 1, 2]
def evil(x):
    l.append(x); return x
try: l.sort(key=evil)
except ValueError as e: print(e, l)
l = [3, 1, 2]
def peek(x): print("len seen", len(l), end=" "); return x
l.sort(key=peek); print(l)
l = [3, 1, 0, 2]
def boom(x): return 1 / x
try: l.sort(key=boom)
except ZeroDivisionError: print("kept", l)
class C:
    n = 0
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        C.n += 1
        if C.n > 3: raise RuntimeError("enough")
        return self.v < o.v
    def __repr__(self): return f"C{self.v}"
l = [C(i) for i in (5, 3, 1, 4)]
try: l.sort()
except RuntimeError as e: print(e, sorted(x.v for x in l))
class G:
    def __init__(self, v): self.v = v
    def __gt__(self, o): return self.v > o.v
    def __repr__(self): return f"G{self.v}"
print(sorted([G(3), G(1), G(2)]))
nan = float("nan")
print(sorted([3, nan, 1]), sorted([nan, 2, 1]), sorted([2, 1, nan]))
print(sorted(list(range(20)) + list(range(10)))[:8], sorted(range(64, 0, -1))[:3], sorted([1] * 40 + [0] * 40)[38:42], sorted("ab" * 50)[49:51])
