import gc, weakref
gc.disable()
class D:
    def __init__(self, n, *refs): self.n = n; self.refs = list(refs); self.me = self
    def __del__(self): print("del", self.n, hasattr(self, "me"))
for i in range(4): D(i)
gc.collect()
a = D("a"); b = D("b", a); a.b = b; del a, b
gc.collect()
junk = [object() for _ in range(50)]; del junk
x = [D(i) for i in range(3)]; x.reverse(); x.append(x); del x
gc.collect()
def cb(name): return lambda r: print("callback", name, r())
o = D("w"); r1 = weakref.ref(o, cb(1)); r2 = weakref.ref(o, cb(2)); r3 = weakref.ref(o, cb(3))
del o; gc.collect()
p, q = D("p"), D("q"); p.q = q; q.p = p
rp = weakref.ref(p, cb("p")); rq = weakref.ref(q, cb("q")); plain = weakref.ref(p)
del p, q; gc.collect(); print(plain(), rp(), rq())
# a weak reference inside the cycle does not call
z = D("z"); z.ref = weakref.ref(z, cb("inside")); del z; gc.collect()
# a weak reference seen from a finalizer
class F:
    def __init__(self): self.me = self; self.wr = weakref.ref(self)
    def __del__(self): print("own weakref in __del__", self.wr() is self, outside() is None if outside else None)
f = F(); outside = weakref.ref(f); del f; gc.collect()
f = F(); outside = weakref.ref(f, lambda r: print("cb", r())); del f; gc.collect()
g = F(); outside = weakref.ref(g); g.me = None; del g
