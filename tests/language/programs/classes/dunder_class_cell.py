# __class__ in methods and what happens to the cell.
class A:
    def me(self): return __class__
    @staticmethod
    def st(): return __class__.__name__
    def assigned(self):
        __class__ = 5
        return __class__
class B(A): pass
print(B().me(), B.st(), B().assigned())
class Meta(type):
    def __new__(m, name, bases, ns, **kw):
        print("cell in ns:", "__classcell__" in ns, "__class__" in ns)
        return super().__new__(m, name, bases, ns)
class C(metaclass=Meta):
    def f(self): return __class__
class D(metaclass=Meta):
    def f(self): return 1
print(C().f() is C)
class Forget(type):
    def __new__(m, name, bases, ns):
        ns.pop("__classcell__", None)
        return super().__new__(m, name, bases, ns)
try:
    class E(metaclass=Forget):
        def f(self): return __class__
except RuntimeError as e:
    print(str(e).split(" at ")[0])
class Early:
    def f(self): return __class__
    try:
        f(None)
    except NameError as e:
        print(e)
class Swap: pass
class Swap2:
    def hi(self): return "hi from Swap2"
s = Swap()
s.__class__ = Swap2
print(s.hi(), type(s).__name__, s.__class__)
try:
    s.__class__ = int
except TypeError as e:
    print(e)
try:
    s.__class__ = 5
except TypeError as e:
    print(e)
class Slots: __slots__ = ("a",)
try:
    s.__class__ = Slots
except TypeError as e:
    print(e)
class Lie:
    @property
    def __class__(self): return int
print(isinstance(Lie(), int), type(Lie()) is int, isinstance(Lie(), Lie))
