# yield as an expression in all positions.
def f():
    x = yield
    y = (yield x) + 1
    z = [(yield y), (yield "list")]
    d = {(yield z): (yield "key first")}
    print("args:", (yield d), (yield "second"))
    a = b = yield "multi"
    a += yield a
    t = yield 1, *[2, 3]
    if (yield "cond"): w = "true branch"
    else: w = "false branch"
    while (yield "loop"): pass
    return (yield w), a, t
g = f()
print(next(g))
for v in ["v1", 10, "l1", "l2", "kk", "vv", "A", "B", 100, 5, "t", 0, 1, 1, 0, "last"]:
    try:
        print(v, "->", g.send(v))
    except StopIteration as e:
        print("returned", e.value)
def lam():
    return [(lambda: (yield 5))() for _ in range(2)]
print([next(x) for x in lam()])
def sub():
    a = [0, 0, 0]
    a[(yield "index")] = yield "value"
    yield a
s = sub()
print(next(s), s.send("V"), s.send(1))
def deflt():
    def inner(p=(yield "default")): return p
    yield inner()
d = deflt()
print(next(d), d.send("given"))
def fstr():
    yield f"<{(yield 'in f')}>"
x = fstr(); next(x)
print(x.send("sent"))
def deco():
    @(yield "deco")
    def h(): return 1
    yield h
k = deco(); next(k)
print(k.send(lambda fn: fn.__name__))
def exc():
    try: raise (yield "what")
    except ValueError as e: yield f"raised {e}"
y = exc(); next(y); print(y.send(ValueError("vv")))
def cls():
    class C(*(yield "bases")): pass
    yield C.__mro__
c = cls(); next(c); print(c.send((int,)))
def cmp(): yield 1 < (yield "a") < (yield "b")
m = cmp(); next(m); print(m.send(0))
m = cmp(); next(m); print(m.send(2), m.send(3))
