class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, x, *rest, scale=1): return (self.n + x + sum(rest)) * scale
a = Adder(10)
print(a(1), a(1, 2, 3), a(1, scale=2), callable(a), callable(5), callable(Adder), callable(None))
print(list(map(Adder(1), range(3))), sorted([3, 1, 2], key=Adder(0)), Adder.__call__(a, 5))
class Chain:
    def __init__(self, path=""): self.path = path
    def __getattr__(self, n): return Chain(self.path + "." + n)
    def __call__(self, *a): return Chain(f"{self.path}({','.join(map(repr, a))})")
    def __getitem__(self, k): return Chain(f"{self.path}[{k!r}]")
    def __repr__(self): return self.path or "<root>"
c = Chain()
print(c, c.a.b(1)["k"].c("x")(2), c[1:2], c.x[...](c.y))
class Meta(type):
    def __call__(cls, *a): return ("not an instance", cls.__name__, a)
class M(metaclass=Meta): pass
print(M(1, 2))
class Nest:
    __call__ = Adder(100)
print(Nest()(5))
class NC: __call__ = None
try:
    NC()()
except TypeError as e:
    print(e)
print(callable(NC()))
class Static:
    @staticmethod
    def __call__(x): return x * 2
class ClassM:
    @classmethod
    def __call__(cls, x): return cls.__name__, x
print(Static()(4), ClassM()(4))
for bad in (5, "s", None, [], {}, (1,), 1.5, ..., object()):
    try:
        bad()
    except TypeError as e:
        print(e)
