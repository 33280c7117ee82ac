# Class bodies run in whatever __prepare__ returned.
class Multi(dict):
    def __setitem__(self, k, v):
        if k in self and not k.startswith("__"):
            print("redefined", k)
            old = self[k]
            v = (old if isinstance(old, tuple) else (old,)) + (v,)
        super().__setitem__(k, v)
    def __missing__(self, k):
        if k.startswith("auto_"):
            return k[5:].upper()
        raise KeyError(k)
class M(type):
    @classmethod
    def __prepare__(m, name, bases): return Multi()
    def __new__(m, name, bases, ns): return super().__new__(m, name, bases, dict(ns))
class C(metaclass=M):
    x = 1
    x = 2
    x = 3
    y = auto_hello
    z = len("abc")
    del z
    try:
        undefined_name
    except NameError as e:
        print(e)
print(C.x, C.y, hasattr(C, "z"))
class NotMapping(type):
    @classmethod
    def __prepare__(m, *a): return 5
try:
    class D(metaclass=NotMapping): pass
except TypeError as e:
    print(e)
class Order:
    def __init__(self): self.log = []; self.d = {}
    def __getitem__(self, k): self.log.append("get " + k); return self.d[k]
    def __setitem__(self, k, v): self.log.append("set " + k); self.d[k] = v
    def __delitem__(self, k): self.log.append("del " + k); del self.d[k]
class N(type):
    @classmethod
    def __prepare__(m, *a): return Order()
    def __new__(m, name, bases, ns):
        print(ns.log)
        return type.__new__(m, name, bases, ns.d)
class E(metaclass=N):
    a = 1
    b = a
    del a
    def f(self): return print
print(E().f() is print, E.b)
class NonMeta:
    def __prepare__(name, bases): return {"p": 5}
    def __new__(cls, name, bases, ns): return ns
class F(metaclass=NonMeta): pass
print(type(F), F["p"])
