import weakref, gc
class O:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"O({self.n})"
    def __eq__(self, o): return isinstance(o, O) and self.n == o.n
    def __hash__(self): return hash(self.n)
    def m(self): return self.n
log = []
o = O(1); r = weakref.ref(o); r2 = weakref.ref(o); rc = weakref.ref(o, lambda x: log.append(("cb", x is rc, x())))
print(r() is o, r is r2, r is rc, r == r2, r == weakref.ref(O(1)) if 0 else "", hash(r) == hash(o), weakref.getweakrefcount(o), weakref.getweakrefs(o)[0] is r, rc.__callback__ is not None, r.__callback__, repr(r).split(" at ")[0], "to 'O'" in repr(r))
p = weakref.proxy(o)
print(p.n, p.m(), p == o, isinstance(p, O), type(p).__name__, str(p), repr(p).startswith("<weakproxy"), bool(p))
p.n = 5; print(o.n)
del o
print(r(), rc(), log, r == r2, "dead" in repr(r), weakref.getweakrefcount(5))
try: p.n
except ReferenceError as e: print(e)
try: hash(weakref.ref(O(2)))
except TypeError as e: print(e)
for bad in (lambda: weakref.ref(5), lambda: weakref.ref("a"), lambda: weakref.ref([]), lambda: weakref.ref((1,)), lambda: weakref.ref(None), lambda: weakref.ref({}), lambda: weakref.proxy(1), lambda: weakref.ref(), lambda: weakref.ref(O(1), 5).__callback__, lambda: hash(p), lambda: weakref.ref(type("S", (), {"__slots__": ()})())):
    try: print(bad())
    except TypeError as e: print(e)
class L(list): pass
for ok in (L(), type("S", (), {"__slots__": ("__weakref__",)})(), lambda: 0, O, len, {1}, frozenset([1]), (i for i in ()), type, __import__("re").compile("a")):
    print(weakref.ref(ok)() is ok, end=" ")
print()
wv = weakref.WeakValueDictionary(); wk = weakref.WeakKeyDictionary(); ws = weakref.WeakSet()
a, b = O("a"), O("b")
wv["a"] = a; wk[a] = "va"; ws.add(a); wv["b"] = b; wk[b] = "vb"; ws.add(b)
print(sorted(wv), sorted(wk.values()), len(ws), wv.get("a"), a in wk, a in ws, dict(wv) == {"a": a, "b": b})
del a
print(sorted(wv), list(wk.values()), list(ws), len(wv), wv.get("a", "gone"))
wm = weakref.WeakMethod(b.m); print(wm()()); del b; print(wm(), len(ws), len(wk))
x = O("f"); fin = weakref.finalize(x, lambda *a, **k: log.append(("fin", a, k)), 1, k=2)
print(fin.alive, fin.peek()[2:] if fin.peek() else None); del x; print(fin.alive, log[-1], fin())
y = O("g"); fy = weakref.finalize(y, log.append, "manual"); fy.atexit = False; print(fy(), fy.alive, log[-1], fy.detach()); del y
order = []
z = O("z"); refs = [weakref.ref(z, lambda r, i=i: order.append(i)) for i in range(3)]; del z; print(order)
z = O("c"); z.me = z; cyc = weakref.ref(z, lambda r: order.append("cycle")); del z; gc.collect(); print(order, cyc())
class Sub(weakref.ref):
    __slots__ = ("extra",)
    def __call__(self): return ("sub", super().__call__())
q = O("q"); s = Sub(q); s.extra = 1; print(s(), s.extra, weakref.getweakrefcount(q))
px = weakref.proxy(q); pl = weakref.proxy(l := L([1, 2])); print(len(pl), pl + [3], pl[0], list(pl), 1 in pl, pl == [1, 2], px.__class__.__name__); pl.append(3); print(l)
