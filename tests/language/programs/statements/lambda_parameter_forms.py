fs = [lambda: 0, lambda a: a, lambda a, b=2: (a, b), lambda *a: a, lambda **k: k, lambda a, *, b: (a, b), lambda a, /, b: (a, b), lambda a=1, /, b=2, *c, d=4, **e: (a, b, c, d, e), lambda *, a=1: a, lambda a, *b, c, **d: (a, b, c, d)]
args = [((), {}), ((1,), {}), ((1,), {}), ((1, 2), {}), ((), {"x": 1}), ((1,), {"b": 2}), ((1,), {"b": 2}), ((9, 8, 7), {"d": 6, "z": 5}), ((), {}), ((1, 2), {"c": 3, "q": 4})]
for f, (a, k) in zip(fs, args): print(f(*a, **k), f.__code__.co_varnames, f.__code__.co_posonlyargcount, f.__code__.co_kwonlyargcount)
print((lambda x, y=(lambda: 5)(): x + y)(1), (lambda *a, k=lambda: "kw": k())(), (lambda: (lambda: (lambda: "deep")())())())
print((lambda x: [lambda: x for _ in range(2)])(7)[1](), (lambda a, b: a if a > b else b)(3, 4), (lambda s: s[::-1] if s else "empty")(""), (lambda: {**{"a": 1}})(), (lambda: [*"ab"])(), (lambda x: not x)(0), (lambda x: x or "d")(0))
print((lambda x: (y := x + 1, y * 2))(3), (lambda: (yield))().__class__.__name__, (lambda x: f"{x!r:>5}")("a"), (lambda x, *y: (x, y))(*"abc"), list(map(lambda p: p[0] * p[1], [(1, 2), (3, 4)])))
print(sorted("hello", key=lambda c: (-"hello".count(c), c)), max([3, -5], key=lambda v: abs(v)), (lambda f, *a: f(*a))(lambda x, y: x ** y, 2, 5), (lambda n: (lambda f: f(f, n))(lambda s, k: 1 if k == 0 else k * s(s, k - 1)))(6))
g = lambda: g.count
g.count = 3
print(g(), g.__name__, g.__defaults__, (lambda a=[]: a).__defaults__, (lambda *, k=1: k).__kwdefaults__)
for bad in (lambda: fs[1](), lambda: fs[5](1), lambda: fs[6](a=1, b=2), lambda: fs[0](1), lambda: fs[8](1)):
    try: bad()
    except TypeError as e: print(e)
