import types
def outer():
    n = 5
    def inner():
        nonlocal n
        n += 1
        return n
    return inner
f = outer()
try: exec(f.__code__)
except TypeError as e: print(e)
ns = {}
exec(f.__code__, ns, closure=f.__closure__)
print(f.__closure__[0].cell_contents)
exec(f.__code__, closure=(types.CellType(41),))
cell = types.CellType(41)
exec(f.__code__, closure=(cell,)); print(cell.cell_contents)
for bad in ((), 5, (1,), (cell, cell), [cell]):
    try: exec(f.__code__, closure=bad)
    except TypeError as e: print(e)
try: exec("1", closure=(cell,))
except TypeError as e: print(e)
try: exec(compile("1", "", "exec"), closure=(cell,))
except TypeError as e: print(e)
try: eval(f.__code__)
except TypeError as e: print(e)
try: exec("1", {}, {}, {})
except TypeError as e: print(e)
print(eval((lambda: 42).__code__), exec((lambda: 42).__code__))
def gen(): yield 1
print(type(eval(gen.__code__)).__name__)
def args(a, b): return a
try: exec(args.__code__)
except TypeError as e: print(e)
