# Which keys match, how often __hash__ and __eq__ are called, and errors inside them.
class K:
    def __init__(self, n, h=None): self.n, self.h = n, h
    def __hash__(self): log.append(f"hash {self.n}"); return self.n if self.h is None else self.h
    def __eq__(self, o): log.append(f"eq {self.n} {getattr(o, 'n', o)}"); return isinstance(o, K) and self.n == o.n
    def __repr__(self): return f"K{self.n}"
log = []
d = {K(1): "one", K(2): "two"}
print(log); log.clear()
print(d[K(1)], log); log.clear()
print(K(3) in d, log); log.clear()
k = K(5)
d[k] = "five"
log.clear()
print(d[k], log); log.clear()          # identity short cut: no eq
e = {K(1, 7): 1, K(2, 7): 2, K(3, 7): 3}
log.clear()
print(e[K(3, 7)], log); log.clear()
e[K(1, 7)] = "new value old key"
print(list(e), log); log.clear()
del e[K(1, 7)]
print(log); log.clear()
print(d == dict(d), log); log.clear()
print(e.get(K(9, 7), "dflt"), log); log.clear()
c = dict(d); print(len(c), log); log.clear()
c.update(d); print(log); log.clear()
{**d}; print(log); log.clear()
set(d); print(log); log.clear()
dict.fromkeys(d); print(log); log.clear()
class BadHash:
    def __hash__(self): raise ValueError("no hash")
class BadEq:
    def __hash__(self): return 1
    def __eq__(self, o): raise ValueError("no eq")
class NonInt:
    def __hash__(self): return "x"
class Huge:
    def __hash__(self): return 2 ** 200 + 1
    def __eq__(self, o): return True
for f in (lambda: {BadHash(): 1}, lambda: {}[BadHash()], lambda: BadHash() in {}, lambda: {BadEq(): 1, BadEq(): 2}, lambda: {1: 1}[BadEq()], lambda: {}.get(BadHash()), lambda: {NonInt(): 1}, lambda: {Huge(): 1}[Huge()], lambda: {1: 1}.pop(BadEq()), lambda: {1: 1}.setdefault(BadEq(), 2), lambda: {BadEq(): 1} == {BadEq(): 1}):
    try: print(f())
    except (ValueError, TypeError) as ex: print(type(ex).__name__, ex)
nan = float("nan")
n = {nan: 1, 2: nan}
print(len(n), n[nan], nan in n, n == {2: nan, nan: 1}, {nan: 1} == {nan: 1}, n.get(nan))
print({1: "a", True: "b"}, {"1": 1, 1: 2, b"1": 3}, {(1, 2): "t", (1.0, 2.0): "u"}, {0.0: 1, -0.0: 2}, {frozenset([1]): 1}[frozenset([1.0])], {None: 1, ...: 2, int: 3, len: 4}[len])
print(hash(-1), hash(-2), hash("") , hash(()) == hash(tuple()), hash(b"") , hash(0.0), hash(None) == hash(None), hash(range(3)) == hash(range(0, 3)), hash(1.5) == hash(1.5))
class Mut:
    def __init__(self): self.h = 1
    def __hash__(self): return self.h
m = Mut(); x = {m: "v"}; m.h = 2
print(m in x, list(x)[0] is m, x.get(m), len(x)); m.h = 1; print(x[m])
