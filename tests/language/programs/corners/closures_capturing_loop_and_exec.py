def f():
    fns = {}
    for name in ("a", "b"):
        def inner(x, name=name): return f"{name}{x}"
        fns[name] = inner
        exec(f"fns['{name}2'] = lambda x: '{name}2' + str(x)")
    return fns
fs = f()
print(fs["a"](1), fs["b"](2), fs["a2"](3), fs["b2"](4))
def adders(n): return [(lambda i: lambda x: x + i)(i) for i in range(n)]
print([a(10) for a in adders(3)])
def counter():
    count = [0]
    def inc(): count[0] += 1; return count
    return inc
c = counter(); c(); print(c() is c(), c())
def multi():
    a = b = c = 1
    def g():
        nonlocal a
        a += 1
        def h():
            nonlocal b
            b += a
            return lambda: (a, b, c)
        return h()
    r = g()
    c = "later"
    return r(), g()(), (a, b)
print(multi())
def shared():
    x = 0
    def get(): return x
    def set_(v): nonlocal x; x = v
    def dele(): nonlocal x; del x
    return get, set_, dele
g, s, d = shared(); s(5); print(g()); d()
try: g()
except NameError as e: print(e)
s("again"); print(g(), g.__closure__[0].cell_contents, g.__code__.co_freevars, shared.__code__.co_cellvars)
def param_cell(a, *b, c=3, **d):
    def show(): return a, b, c, d
    a += 1; b = b[::-1]; c *= 2; d["z"] = 0
    return show()
print(param_cell(1, 2, 3, c=4, e=5))
def self_ref():
    def fact(n): return 1 if n < 2 else n * fact(n - 1)
    old = fact
    def fact(n): return "replaced"
    return old(3), fact(3)
try: print(self_ref())
except TypeError as e: print(e)
