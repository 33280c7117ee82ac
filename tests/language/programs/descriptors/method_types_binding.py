class Bound:
    def __init__(self, f): self.f = f
    def __get__(self, o, t): return lambda *a: ("bound to", type(o).__name__, self.f(*a))
class A:
    plain = lambda *a: len(a)
    static = staticmethod(lambda *a: len(a))
    klass = classmethod(lambda *a: len(a))
    custom = Bound(sum)
    builtin = len
    partial = __import__("functools").partial(lambda *a: len(a), 0)
    method = str.upper
    nested = staticmethod(classmethod(lambda *a: a).__func__)
a = A()
print(a.plain(1), A.plain(1), a.static(1), A.klass(1), a.klass(1), a.custom([1, 2]), A.custom([3]), a.builtin("abc"), a.partial(1), A.method("x"))
try: a.method("x")
except TypeError as e: print(e)
print(A.__dict__["klass"].__get__(None, int)(1), A.__dict__["static"].__get__(5)(1, 2), A.plain.__get__(7)(8), (lambda s: s).__get__("me")())
import types
m = types.MethodType(lambda self, x: (self, x), "me")
class B: meth = m
print(B.meth(1), B().meth(2), types.MethodType(A.plain, 1)(2))
class C:
    def __call__(self, *a): return ("called", len(a))
class D: c = C()
print(D().c(1), D.c(1), D.__dict__["c"] is D.c)
