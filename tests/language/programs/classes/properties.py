class Temp:
    def __init__(self, c): self._c = c
    @property
    def f(self):
        "Fahrenheit"
        return self._c * 9 / 5 + 32
    @f.setter
    def f(self, v): self._c = (v - 32) * 5 / 9
    @f.deleter
    def f(self):
        print("deleting")
        self._c = None
    ro = property(lambda self: "read only")
    wo = property(None, lambda self, v: print("write only", v))
    nothing = property()
t = Temp(100)
print(t.f, Temp.f.__doc__, Temp.f.fget.__name__, Temp.f.__name__)
t.f = 32
print(t._c)
del t.f
print(t._c)
t.wo = 3
for code in ["t.ro = 1", "del t.ro", "t.wo", "t.nothing", "t.nothing = 1", "del t.wo", "Temp.f.__get__()", "property(1, 2, 3, 4, 5)"]:
    try:
        exec(code)
    except (AttributeError, TypeError) as e:
        print(code, "->", e)
p = property(doc="given doc")
print(p.__doc__, p.fget, p.getter(lambda s: 1).fget(None))
class Sub(Temp):
    @Temp.f.getter
    def f(self): return "sub getter"
s = Sub(0)
print(s.f)
s.f = 212
print(s._c)
class P(property):
    "subclass doc"
class U:
    p = P(lambda self: 1, doc="own")
    q = P(lambda self: 2)
print(U.p.__doc__, U.q.__doc__, U().p, type(U.p).__name__)
class Abst:
    @property
    def z(self): ...
print(Abst.z.__isabstractmethod__, Abst().z)
def named(self): return 1
pr = property(named)
class V: pass
V.other = pr
try:
    V().other = 2
except AttributeError as e:
    print(e)
