class Plugin:
    registry = {}
    def __init_subclass__(cls, /, name=None, **kw):
        super().__init_subclass__(**kw)
        Plugin.registry[name or cls.__name__] = cls
        print("registered", name, cls.__name__, hasattr(cls, "late"))
class A(Plugin, name="alpha"):
    late = True
class B(A): pass
print(list(Plugin.registry))
try:
    class C(Plugin, bogus=1): pass
except TypeError as e:
    print(e)
try:
    class D(x=1): pass
except TypeError as e:
    print(e)
class Bad:
    def __init_subclass__(cls): raise RuntimeError("no subclassing of " + cls.__name__)
try:
    class E(Bad): pass
except RuntimeError as e:
    print(e)
class Implicit:
    def __init_subclass__(cls): return cls
print(type(vars(Implicit)["__init_subclass__"]).__name__)
class G:
    @classmethod
    def __class_getitem__(cls, item): return f"{cls.__name__}<{item}>"
class H(G):
    pass
class I:
    def __class_getitem__(cls, item): return cls, item
print(G[int], H["x", 2], I[0], type(vars(I)["__class_getitem__"]).__name__)
try:
    Plugin[1]
except TypeError as e:
    print(e)
try:
    A()[1]
except TypeError as e:
    print(e)
class Base:
    def __init_subclass__(cls, **kw): print("base", cls.__name__, kw)
class Mid(Base):
    def __init_subclass__(cls, *, tag, **kw):
        cls.tag = tag
        super().__init_subclass__(**kw)
class Leaf(Mid, tag="t", extra=1): pass
print(Leaf.tag)
T = type("T", (Mid,), {}, tag="by type call")
print(T.tag)
Mid2 = type("Mid2", (Base,), {"v": 1}, q=2)
