# Cells: sharing, __closure__, cell_contents, late filling.
def make():
    total = 0
    def add(n):
        nonlocal total
        total += n
        return total
    def reset():
        nonlocal total
        total = 0
    return add, reset
a, r = make()
a(5); a(6)
print(a(0), a.__closure__[0].cell_contents, a.__closure__[0] is r.__closure__[0])
r()
print(a(1), a.__code__.co_freevars, make.__code__.co_cellvars)
a.__closure__[0].cell_contents = 100
print(a(1))
del a.__closure__[0].cell_contents
try:
    a(1)
except NameError as e:
    print(e)
try:
    a.__closure__[0].cell_contents
except ValueError as e:
    print(e)
r()
print(a(2))
import types
c = types.CellType(5)
e = types.CellType()
print(c.cell_contents, c == types.CellType(5), c < types.CellType(6), e == types.CellType(), e < c)
def outer():
    x = 1
    def get(): return x
    return get
g2 = types.FunctionType(outer().__code__, {}, "renamed", None, (types.CellType("swapped"),))
print(g2(), g2.__name__)
try:
    types.FunctionType(outer().__code__, {})
except TypeError as e:
    print(e)
try:
    types.FunctionType(outer().__code__, {}, closure=())
except ValueError as e:
    print(e)
def loop():
    out = []
    for i in range(3):
        def inner(): return i
        out.append(inner)
    i = 99
    return [f() for f in out]
print(loop())
