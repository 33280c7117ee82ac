# Puzzles about when things are bound.
fs = []
for i in range(3):
    def f(x, i=i): return x + i
    fs.append(f)
print([f(10) for f in fs])
table = {op: (lambda a, b, op=op: eval(f"{a}{op}{b}")) for op in "+-*"}
print({k: v(6, 3) for k, v in table.items()})
bad = {op: (lambda a, b: f"{a}{op}{b}") for op in "+-*"}
print({k: v(6, 3) for k, v in bad.items()})
def outer():
    fs = [lambda: x for x in range(3)]
    x = "outer x"
    return [f() for f in fs], x
print(outer())
def gen():
    for i in range(3):
        yield lambda: i
print([f() for f in gen()], [f() for f in list(gen())])
def shadow(x):
    def inner():
        x = 1
        def innermost():
            return x
        x = 2
        return innermost()
    return inner(), x
print(shadow("arg"))
class Acc:
    fs = []
    for n in range(2):
        fs.append(lambda self, n=n: n)
print([f(None) for f in Acc.fs], Acc.n)
def params(a, b=lambda: a_global): return b()
a_global = "found late"
print(params(1))
def cell_in_comp():
    return [(lambda: (i, j))() for i in range(2) for j in range(2)]
print(cell_in_comp())
def argcell(a, *args, k=1, **kw):
    def show(): return a, args, k, kw
    a += 1; args += ("x",); kw["new"] = 0
    return show()
print(argcell(1, 2, k=3, z=4))
try:
    def g(): return undefined_here
    g()
except NameError as e:
    print(e)
