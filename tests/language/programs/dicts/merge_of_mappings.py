# What dict() and ** ask of mappings: all keys first, for getting a value may change them.
import collections
class L(collections.OrderedDict):
    def __getitem__(self, k): self.move_to_end(k); return super().__getitem__(k)
l = L(a=1,b=2); print(dict(l)); d={}; d.update(l); print(d, {**l}, l)
class M:
    def __init__(self): self.d={'a':1,'b':2}
    def keys(self): print("keys"); return iter(self.d)
    def __getitem__(self,k): self.d.setdefault(k+'x',1) if 0 else None; return self.d[k]
print(dict(M()), {**M()}); d.update(M()); 
def f(**k): return k
print(f(**M()), f(**l), dict(**l), collections.Counter(l), collections.ChainMap(l)['a'], collections.defaultdict(int, l))
class N:
    def keys(self): return 5
    def __getitem__(self,k): return 1
for g in (lambda: dict(N()), lambda: {**N()}, lambda: f(**N()), lambda: d.update(N())):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
class D(dict):
    def keys(self): print("dk"); return ['z']
    def __getitem__(self, k): return 'got'+k
print(dict(D(a=1)), {**D(a=1)}, f(**D(a=1)))
class E(dict):
    def __iter__(self): return iter(['q'])
    def __getitem__(self, k): return 'got'+k
print(dict(E(a=1)), {**E(a=1)}, f(**E(a=1)))
