import sys
class O: pass
a = O()
base = sys.getrefcount(a)
b = a
print(sys.getrefcount(a) - base)
l = [a, a]; d = {"k": a}; t = (a,)
print(sys.getrefcount(a) - base)
del b, l, d, t
print(sys.getrefcount(a) - base)
def f(x): return sys.getrefcount(x)
print(f(a) - base > 0)
x = [1, 2]
n = sys.getrefcount(x)
y = x[:]
print(sys.getrefcount(x) - n, sys.getrefcount(y) <= 2)
g = (x for _ in [1]); h = lambda: x
print(sys.getrefcount(x) - n)
class H:
    def m(self): pass
o = H(); k = sys.getrefcount(o)
bound = o.m
print(sys.getrefcount(o) - k); del bound; print(sys.getrefcount(o) - k)
try:
    e_holder = O(); r = sys.getrefcount(e_holder)
    raise ValueError(e_holder)
except ValueError as e:
    print(sys.getrefcount(e_holder) - r)
print(sys.getrefcount(e_holder) - r)
print(sys.getrefcount(None) > 1000, sys.getrefcount(1) > 1000, sys.getrefcount("interned_name") > 1, sys.getrefcount(()) > 1000)
try: sys.getrefcount()
except TypeError as e: print(e)
s = {a}; print(sys.getrefcount(a) - base); s.clear(); print(sys.getrefcount(a) - base)
c = [a] * 5; print(sys.getrefcount(a) - base); c[1:4] = []; print(sys.getrefcount(a) - base); c.clear()
it = iter([a]); next(it); print(sys.getrefcount(a) - base); list(it); print(sys.getrefcount(a) - base)
z = zip([a], [a]); p = next(z); print(sys.getrefcount(a) - base)
