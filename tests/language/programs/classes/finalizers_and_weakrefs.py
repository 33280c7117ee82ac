# __del__ at the moment the last reference goes, resurrection, weak references.
import weakref, gc, sys
class N:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
def scope():
    n = N("local")
    print("in scope")
scope()
a = N("a")
b = a
del a
print("still alive")
b = None
l = [N("l0"), N("l1")]
del l[0]
l.clear()
d = {"k": N("dict")}
d["k"] = 1
N("temporary")
print("after temporary")
class Phoenix:
    def __del__(self):
        print("rising")
        saved.append(self)
saved = []
p = Phoenix()
del p
print(len(saved))
saved.clear()
print("second death is silent")
x = N("cycle1"); y = N("cycle2")
x.o, y.o = y, x
r = weakref.ref(x, lambda ref: print("callback", ref() is None))
del x, y
print(r() is not None)
gc.collect()
print(r())
class E:
    def __del__(self): raise ValueError("ignored in del")
old = sys.unraisablehook
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__, u.exc_value, u.err_msg.split(" at ")[0])
e = E()
del e
sys.unraisablehook = old
w = weakref.WeakValueDictionary()
k = N("value")
w["a"] = k
print(list(w))
del k
print(list(w))
f = N("fin")
weakref.finalize(f, print, "finalize called", 42)
del f
def gen():
    try:
        yield 1
    finally:
        print("generator closed")
g = gen(); next(g)
del g
def fr():
    n = N("frame")
    raise KeyError
try:
    fr()
except KeyError:
    print("handling")
print("after handling")
