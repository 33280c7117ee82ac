# iter(callable, sentinel), sequence iterators, __getitem__ fallback, exhaustion rules, length hints.
import operator
n = 0
def tick():
    global n
    n += 1
    return n
print(list(iter(tick, 4)), next(iter(tick, 5), "hit sentinel"))
it = iter(tick, 8)
print(list(it), list(it), n)
class S:
    def __getitem__(self, i):
        if i == 3: raise IndexError
        return i * 10
    def __len__(self): return 3
print(list(S()), 20 in S(), list(reversed(S())), list(enumerate(S(), 1)))
i = iter(S())
print(type(i).__name__, next(i), operator.length_hint(i))
class Stop:
    def __getitem__(self, i):
        if i == 2: raise StopIteration("from getitem")
        return i
print(list(Stop()))
l = [1, 2]
i = iter(l)
print(list(i), list(i))
l.append(3)
print(list(i))
i = iter(l); next(i)
l[:] = []
print(list(i))
l = [1, 2, 3]
i = iter(l)
for x in i:
    print(x, end=" ")
    if x < 3: l.append(x * 10)
    if len(l) > 6: break
print(l)
for mk in (lambda: iter([1, 2]), lambda: reversed([1, 2]), lambda: iter((1, 2)), lambda: iter("ab"), lambda: iter(range(2)), lambda: iter({1: 2, 3: 4}), lambda: iter({1}), lambda: enumerate("ab"),
           lambda: zip("ab"), lambda: map(str, "ab"), lambda: filter(None, "ab"), lambda: iter(b"ab"), lambda: iter({}.items()), lambda: reversed({1: 2}), lambda: iter(memoryview(b"ab"))):
    it = mk()
    print(type(it).__name__, operator.length_hint(it, -1), next(it, "-"), operator.length_hint(it, -1), iter(it) is it)
for bad in (lambda: iter(5, 5), lambda: iter(), lambda: iter(int, 1, 2), lambda: iter([], x=1)):
    try: bad()
    except TypeError as e: print(e)
try:
    d = {1: 1}
    for k in d: d[k + 1] = 0
except RuntimeError as e: print(e)
try:
    d = {1: 1, 2: 2}
    for k in d: del d[k]; d[k + 5] = 1
except RuntimeError as e: print(e)
try:
    s = {1}
    for k in s: s.add(k + 1)
except RuntimeError as e: print(e)
