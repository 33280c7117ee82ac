class C:
    k = 2
    fs = [lambda self, i=i: i * self.k for i in range(3)]
    m0, m1, m2 = fs
    table = {n: f for n, f in zip("abc", fs)}
    def apply(self, name): return self.table[name](self)
    add = lambda self, x: x + self.k
    static = staticmethod(lambda x: x * 10)
    cls = classmethod(lambda cls, x: (cls.__name__, x))
    prop = property(lambda self: self.k)
    nested = lambda self: [f(self) for f in self.fs]
c = C()
print(c.m0(), c.m2(), c.apply("c"), c.add(1), c.static(2), c.cls(3), c.prop, c.nested())
c.k = 100
print(c.m1(), c.apply("b"), c.prop, c.nested())
class D(C):
    k = 7
    def add(self, x): return super().add(x) * 2
print(D().add(1), D().cls(0), D().m2())
print(C.m1(type("Fake", (), {"k": "ab"})), C.add.__name__, C.add.__qualname__, C.m0.__qualname__)
key = lambda o: (o.k, type(o).__name__)
print([type(x).__name__ for x in sorted([c, D(), C()], key=key)])
compose = lambda *f: (lambda x: x) if not f else lambda x: f[0](compose(*f[1:])(x))
print(compose(str, abs, int)("-5"), compose()(1))
Y = lambda f: (lambda x: x(x))(lambda y: f(lambda *a: y(y)(*a)))
print(Y(lambda self: lambda n: 1 if n < 2 else n * self(n - 1))(6))
