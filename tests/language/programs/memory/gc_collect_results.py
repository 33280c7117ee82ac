import gc
gc.collect()
class A:
    def __init__(self): self.me = self
class R(A):
    saved = []
    def __del__(self): R.saved.append(self)
class Partial:
    keep = None
    def __init__(self): self.me = self; self.other = A()
    def __del__(self): Partial.keep = self.other
A(); print("one", gc.collect())
A(); A(); print("two", gc.collect())
R(); print("resurrected", gc.collect(), len(R.saved))
R.saved.clear(); print("again", gc.collect(), len(R.saved))
Partial(); print("partial", gc.collect())
Partial.keep = None; print("rest", gc.collect())
for g in (0, 2):
    A(); print(g, gc.collect(g), gc.collect())
s = gc.get_stats()
print(len(s), [sorted(d) for d in s])
before = gc.get_stats()[2]
A(); gc.collect()
after = gc.get_stats()[2]
print(after["collections"] - before["collections"], after["collected"] - before["collected"], after["uncollectable"])
print(gc.is_finalized(R()), gc.is_finalized(3))
r = R(); r.__del__(); print(gc.is_finalized(r))
r = None; gc.collect(); print([gc.is_finalized(x) for x in R.saved])
gc.disable(); print(gc.isenabled()); gc.enable(); print(gc.isenabled())
