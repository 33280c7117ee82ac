# Conditional expressions and lambdas in strange places.
f = lambda: (yield_ := 5) and yield_ + 1
print(f())
compose = lambda *fs: lambda x: x if not fs else compose(*fs[1:])(fs[0](x))
print(compose(lambda x: x + 1, lambda x: x * 2, str)(4))
print((lambda a, /, b, *, c: (a, b, c))(1, 2, c=3))
print((lambda *, k: k)(k=1), (lambda **k: k)(a=1), (lambda *a: a)(*"ab"))
sign = lambda n: "neg" if n < 0 else "zero" if n == 0 else "pos"
print([sign(n) for n in (-1, 0, 1)])
print([x if x % 2 else -x for x in range(5) if x != 3])
y = (lambda: 1)() if (lambda: 0)() else (lambda: 2)()
print(y)
print((lambda x: lambda y: lambda z: x * y + z)(2)(3)(4))
fact = (lambda f: lambda n: f(f, n))(lambda self, n: 1 if n < 2 else n * self(self, n - 1))
print(fact(10))
l = lambda: None
print(l.__name__, l.__qualname__, l())
d = {"k": lambda self=3: self}
print(d["k"]())
print(sorted(["bb", "a", "ccc"], key=lambda s: (-len(s), s)))
print((lambda: [i for i in range(3)])(), (lambda: {i: i for i in "ab"})())
z = lambda x=lambda: 9: x()
print(z())
print(*(lambda: (yield))().send.__name__.split("n"))
print([(lambda i: i * i)(i) for i in range(4)], list(map(lambda a, b: a - b, [5, 6], [1, 2])))
