# __len__, __getitem__, __setitem__, __delitem__, __contains__, __iter__, __reversed__, __missing__, __length_hint__.
class Seq:
    def __init__(self, *a): self.a = list(a)
    def __len__(self): return len(self.a)
    def __getitem__(self, i):
        if isinstance(i, slice): return Seq(*self.a[i])
        return self.a[i]
    def __setitem__(self, i, v): print("set", i, v); self.a[i] = v
    def __delitem__(self, i): print("del", i); del self.a[i]
    def __repr__(self): return f"Seq{tuple(self.a)}"
s = Seq(1, 2, 3, 4)
print(s[0], s[-1], s[1:3], s[::-1], list(s), 3 in s, 9 in s, list(reversed(s)), len(s), bool(Seq()))
s[0] = 10; s[1:2] = [7, 8]; del s[0]; del s[::2]
print(s, [*s], tuple(s), max(s), sorted(s, reverse=True), list(zip(s, s)), list(enumerate(s)))
a, b = Seq(1, 2); print(a, b)
class Forever:
    def __iter__(self): return self
    def __next__(self): return 1
f = Forever()
print(next(f), [x for _, x in zip(range(3), f)], 1 in f)
class BadIter:
    def __iter__(self): return 5
for fn in (list, iter, lambda x: [*x], lambda x: 1 in x, lambda x: dict(x)):
    try:
        fn(BadIter())
    except TypeError as e:
        print(e)
class D(dict):
    def __missing__(self, k): return f"missing {k}"
d = D(a=1)
print(d["a"], d["z"], d.get("z"), "z" in d, len(d))
class Hint:
    def __init__(self, h): self.h = h
    def __iter__(self): return iter("ab")
    def __length_hint__(self): return self.h
import operator
print(operator.length_hint(Hint(7)), list(Hint(100)), operator.length_hint(5, 9))
for h in (-1, "x", NotImplemented):
    try:
        print(list(Hint(h)), operator.length_hint(Hint(h), 3))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
class Con:
    def __contains__(self, x): return "yes" if x > 3 else ""
print(5 in Con(), 1 in Con(), 5 not in Con())
class Idx:
    def __index__(self): return 2
print([10, 20, 30][Idx()], "abc"[Idx():], range(10)[Idx()], [0] * Idx(), hex(Idx()), (1, 2, 3)[:Idx()], bytes(Idx()), list(range(Idx())))
