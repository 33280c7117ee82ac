d = {"a": 1}
for arg, kw in [(({"b": 2},), {}), (([("c", 3)],), {}), ((), {"d": 4}), ((["xy", ("z", 0)],), {"a": 9}), (({},), {}), ((iter([[1, 2]]),), {})]: print(d.update(*arg, **kw), d)
print({1: 1} | {2: 2}, {1: 1} | {1: 2}, {**{1: 1}, 1: 3}, dict({1: 1}, a=2), dict([(1, 2)], b=3), dict(a=1, **{"b": 2}))
e = f = {1: 1}; e |= {2: 2}; print(f, e is f); e = e | {3: 3}; print(f, e is f); e |= ((4, 5),); print(e)
class M:
    def __init__(self, d): self.d = d
    def keys(self): return self.d.keys()
    def __getitem__(self, k): return self.d[k] * 10
g = {}; g.update(M({"x": 1})); print(g, dict(M({"y": 2})), {**M({"z": 3})})
class Sub(dict):
    def __or__(self, o): return "sub or"
    def __ror__(self, o): return "sub ror"
    def update(self, *a): print("sub update"); super().update(*a)
s = Sub(a=1); print(s | {}, {} | s, s.__ior__({"b": 2}), s); s.update({"c": 3})
for bad in (lambda: d.update(5), lambda: d.update([1]), lambda: d.update(["abc"]), lambda: d.update([(1, 2, 3)]), lambda: d.update({}, {}), lambda: {} | [], lambda: [] | {}, lambda: dict(5), lambda: dict([[1]]), lambda: d.__ior__(5), lambda: dict(**[1]), lambda: d.update(None), lambda: d.update([([], 1)])):
    try: print(bad())
    except (TypeError, ValueError) as ex: print(type(ex).__name__, ex)
