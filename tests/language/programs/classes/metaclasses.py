# __prepare__, __new__, __init__, __call__, keyword arguments, conflicts, winner.
class Meta(type):
    @classmethod
    def __prepare__(m, name, bases, **kw):
        print("prepare", m.__name__, name, [b.__name__ for b in bases], kw)
        return {"injected": name.lower()}
    def __new__(m, name, bases, ns, **kw):
        print("new", sorted(k for k in ns if not k.startswith("__")), kw)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        print("init", name, kw)
        super().__init__(name, bases, ns)
    def __call__(cls, *a, **k):
        print("call", cls.__name__, a, k)
        return super().__call__(*a, **k)
    def meta_method(cls): return "meta of " + cls.__name__
    @property
    def mprop(cls): return cls.__name__ * 2
class A(metaclass=Meta, flag=1):
    def __init__(self, x): self.x = x
class B(A, flag=2, other=3): y = injected
print(A(5).x, B.y, type(B).__name__, B.meta_method(), B.mprop)
try:
    B(1).meta_method()
except AttributeError as e:
    print(e)
class Meta2(type): pass
class C(metaclass=Meta2): pass
try:
    class D(A, C): pass
except TypeError as e:
    print(e)
class Meta3(Meta, Meta2): pass
class D(A, C, metaclass=Meta3): pass
print(type(D).__name__)
class E(D): pass
print(type(E).__name__, isinstance(E, Meta2))
def fn_meta(name, bases, ns, **kw):
    print("function metaclass", name, bases, kw)
    return ns["value"] * 2
class F(metaclass=fn_meta, k="v"): value = 21
print(F)
class G(list, metaclass=type): pass
print(type(G), G.__bases__)
try:
    class H(metaclass=5): pass
except TypeError as e:
    print(e)
class P:
    def __mro_entries__(self, bases): print("mro_entries", len(bases)); return (list, dict)[:1]
class I(P()): pass
print(I.__mro__[1], len(I.__orig_bases__))
try:
    class J(5): pass
except TypeError as e:
    print(e)
import types
K = types.new_class("K", (A,), {"flag": 9}, lambda ns: ns.update(z=1))
print(K.z)
