# The order in which weak references die and call back.
import gc, weakref


class A:
    def __init__(self, name="a"):
        self.name = name

    def __del__(self):
        print("del", self.name)


def cb(label):
    return lambda r: print("callback", label, r())


a = A()
refs = [weakref.ref(a, cb(i)) for i in range(4)]
plain = weakref.ref(a)
print(weakref.getweakrefcount(a), weakref.ref(a) is plain)
del refs[1]
del a
print(plain())
a = A("b")
p = weakref.proxy(a, lambda p: print("proxy callback"))
r = weakref.ref(a, cb("ref"))
del a
try:
    p.name
except ReferenceError as e:
    print(e)


class Back(A):
    def __del__(self):
        print("rising", watcher())
        kept.append(self)


kept = []
x = Back("phoenix")
watcher = weakref.ref(x, cb("phoenix"))
del x
print(len(kept), watcher())
kept.clear()
print("gone", watcher())
a, b = A("x"), A("y")
a.other, b.other = b, a
ra, rb = weakref.ref(a, cb("x")), weakref.ref(b, cb("y"))
a.inner = weakref.ref(b, cb("never"))
del a, b
print("collecting")
gc.collect()
d = weakref.WeakValueDictionary()
k = weakref.WeakKeyDictionary()
s = weakref.WeakSet()
o = A("held")
d["o"], k[o] = o, 1
s.add(o)
print(len(d), len(k), len(s))
del o
print(len(d), len(k), len(s))
o = A("finalized")
f = weakref.finalize(o, print, "finalize", 1)
g = weakref.finalize(o, print, "finalize", 2)
g.atexit = False
print(f.alive, f.peek()[1:])
del o
print(f.alive, f(), f.peek())
o = A("detached")
f = weakref.finalize(o, print, "never")
print(f.detach()[2:], f.alive)
del o


class M:
    def method(self):
        return "called"


m = M()
wm = weakref.WeakMethod(m.method, cb("method"))
print(wm()())
del m
print(wm())
a = A("callback drops others")
r1 = weakref.ref(a, lambda r: refs.clear())
refs = [weakref.ref(a, cb("cleared before"))]
r2 = weakref.ref(a, lambda r: refs.append(1) or print("first", len(refs)))
del a
a = A("raising")
r1 = weakref.ref(a, lambda r: 1 / 0)
r2 = weakref.ref(a, cb("still called"))
del a
print("end")
