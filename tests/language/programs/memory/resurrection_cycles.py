import gc, weakref
gc.collect()
log, saved = [], []
class R:
    def __init__(self, n): self.n = n; self.me = self
    def __del__(self):
        log.append(self.n)
        if self.n == "phoenix": saved.append(self)
p = R("phoenix"); q = R("plain"); wr = weakref.ref(p, lambda r: log.append("callback"))
del p, q
gc.collect(); print(sorted(log), len(saved), wr()); log.clear()
saved.clear(); gc.collect(); print("not finalized twice", log)
class Pair:
    def __init__(self, n): self.n = n
    def __del__(self): log.append((self.n, self.other.n))
a, b = Pair("a"), Pair("b"); a.other, b.other = b, a
del a, b; gc.collect(); print(sorted(log)); log.clear()
class Chain:
    def __init__(self, n, nxt=None): self.n, self.nxt = n, nxt
    def __del__(self): log.append(self.n)
c = None
for i in range(5): c = Chain(i, c)
del c; print(log); log.clear()
class DelRaises:
    def __init__(self): self.me = self
    def __del__(self): raise ValueError("ignored")
import sys
hook, sys.unraisablehook = sys.unraisablehook, lambda u: log.append((type(u.exc_value).__name__, str(u.exc_value)))
x = DelRaises(); del x; gc.collect(); print(log); log.clear()
sys.unraisablehook = hook
class Maker:
    def __init__(self): self.me = self
    def __del__(self): log.append([[] for _ in range(3)]); new = []; new.append(new)
m = Maker(); del m; gc.collect(); gc.collect(); print(log); log.clear()
def gen():
    try: yield
    finally: log.append("gen finally")
class G: pass
g = G(); g.it = gen(); next(g.it); g.me = g
del g; gc.collect(); print(log); log.clear()
big = None
for i in range(1000): big = (big,)
del big; print("deep tuple freed")
big = None
for i in range(1000): big = [big]
big.append(big); del big; gc.collect(); print("deep list freed")
class Deep: pass
top = None
for i in range(1000): d = Deep(); d.n = top; top = d
del top, d; print("deep objects freed")
lst = [Chain(i) for i in range(3)]; lst.append(lst); del lst; gc.collect(); print(log)
