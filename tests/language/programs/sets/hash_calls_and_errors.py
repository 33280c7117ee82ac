class H:
    def __init__(self, n, h=1): self.n, self.h = n, h
    def __hash__(self): log.append(f"h{self.n}"); return self.h
    def __eq__(self, o): log.append(f"e{self.n}{o.n}"); return self.n == o.n
    def __repr__(self): return f"H{self.n}"
log = []
s = {H(1), H(2)}
print(len(s), log); log.clear()
print(H(2) in s, log); log.clear()
s.add(H(1)); print(len(s), log); log.clear()
t = set(s); print(len(t), log); log.clear()
u = s | t; print(len(u), log); log.clear()
print(s == t, log); log.clear()
s.discard(H(3)); print(log); log.clear()
print(len(s & [H(1)]) if False else len(s.intersection([H(1)])), log); log.clear()
frozenset(s); print(log); log.clear()
dict.fromkeys(s); print(log); log.clear()
class Bad:
    def __hash__(self): return 1
    def __eq__(self, o): raise ValueError("eq failed")
for f in (lambda: {Bad(), Bad()}, lambda: {Bad()} & {Bad()}, lambda: {Bad()} == {Bad()}, lambda: Bad() in {Bad()}, lambda: {Bad()}.remove(Bad()), lambda: {1, Bad()}, lambda: {Bad()} | {Bad()}, lambda: {Bad()} <= {Bad()}):
    try: print(f())
    except ValueError as e: print(e)
class Evil:
    def __hash__(self): return 1
    def __eq__(self, o): target.clear(); return False
target = {Evil()}
target.add(Evil()); print(len(target) <= 2)
target = {Evil(), 1}
print(Evil() in target)
def gen():
    yield 1
    raise KeyError("mid")
s = {0}
try: s.update(gen())
except KeyError: print(sorted(s))
try: s |= {2} | set(gen())
except KeyError: print(sorted(s))
try: set(gen())
except KeyError as e: print(e)
s = {1, 2, 3}
s.update(s); s |= s; s &= s
print(sorted(s)); s -= s; print(s); s = {1}; s ^= s; print(s); s = {1, 2}; s.difference_update(s); print(s); s = {1}; s.symmetric_difference_update(s); print(s)
x = {1, 2, 3}; it = iter(x); next(it); print(it.__length_hint__()); x.add(4)
try: next(it)
except RuntimeError as e: print(e)
f = frozenset({1, 2}); import copy
print(copy.copy(f) is f, copy.deepcopy({1, (2, 3)}) == {1, (2, 3)}, sorted(eval(repr({1, 2}))), frozenset({frozenset()}))
print({1, 2} == {2, 1}, [{1, 2}] == [{2, 1}], {1: {1}} == {1: frozenset([1])}, ({1},) == ({1},))
