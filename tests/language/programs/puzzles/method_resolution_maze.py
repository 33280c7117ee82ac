class A:
    x = "A.x"
    def f(self): return "A.f"
    def g(self): return self.f()
    def __getattr__(self, n): return f"A?{n}"
class B(A):
    def f(self): return "B>" + super().f()
    x = property(lambda self: "B.x")
class C(A):
    def f(self): return "C>" + super().f()
    def __getattr__(self, n):
        if n == "secret": return "C secret"
        return super().__getattr__(n)
class D(B, C):
    def f(self): return "D>" + super().f()
d = D()
print(d.f(), d.g(), d.x, d.secret, d.other, [k.__name__ for k in D.__mro__])
print(super(B, d).f(), super(C, d).f(), super(D, d).x, A.f(d), B.g(d), super(B, d).x)
try: super(A, d).f()
except AttributeError as e: print(e)
d.__dict__["f"] = lambda: "inst"
d.__dict__["x"] = "hidden by property"
print(d.f(), d.g(), d.x)
del D.f
print(d.f(), type(d).f(d), D.f is B.f)
B.f = C.f
print(D().f(), [c for c in vars(B) if c in ("f", "x")])
class E(D):
    f = "not callable"
try: E().g()
except TypeError as e: print(e)
