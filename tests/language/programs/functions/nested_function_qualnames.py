# __qualname__ everywhere, and repr forms.
class A:
    class B:
        def m(self):
            def inner():
                class Local:
                    def deep(self): return (lambda: 0)
                return Local
            return inner
        @staticmethod
        def s(): pass
        @classmethod
        def c(cls): pass
        p = property(lambda self: 1)
        g = lambda self: (x for x in ())
print(A.B.__qualname__, A.B.m.__qualname__, A.B().m().__qualname__)
L = A.B().m()()
print(L.__qualname__, L().deep().__qualname__, L().deep.__qualname__)
print(A.B.s.__qualname__, A.B.c.__qualname__, A.B.p.fget.__qualname__, A.B().g().__qualname__)
def f():
    global g
    def g():
        def h(): pass
        return h
    class K: 
        global gm
        def gm(self): pass
    return g
print(f().__qualname__, g().__qualname__, gm.__qualname__)
print(repr(A), repr(A.B), repr(A.B.m).split(" at ")[0], repr(L)[:60])
print(repr(A.B().c).replace(repr(A.B), "CLS"), repr(len), repr([].append).split(" at ")[0], repr(str.join), repr(object().__str__).split(" at ")[0], repr(int.__dict__["real"]))
class Q:
    __qualname__ = "Elsewhere.Q"
    __module__ = "mod"
    def m(self): pass
print(Q, Q.m.__qualname__, Q.__name__, repr(Q()).split(" at ")[0])
t = type("Dyn", (), {"__qualname__": "X.Dyn"})
print(t, t.__name__)
try:
    type("Bad", (), {"__qualname__": 5})
except TypeError as e:
    print(e)
print([c.__qualname__ for c in [lambda: 1]], (i for i in ()).__name__, [x for x in [(lambda: x).__qualname__ for x in [1]]])
