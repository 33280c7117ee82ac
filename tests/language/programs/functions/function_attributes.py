# Everything one can ask of a function object.
def f(a, b: int = 1, /, *args, c, d=4, **kw) -> str:
    """doc"""
    v = w = 0
    return v
print(f.__name__, f.__qualname__, f.__module__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__annotations__)
c = f.__code__
print(c.co_name, c.co_qualname, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_nlocals, c.co_varnames)
print(c.co_flags & 0x0F, c.co_firstlineno, c.co_consts[0], c.co_names, c.co_freevars)
f.custom = [1]
print(f.__dict__, vars(f) is f.__dict__, hasattr(f, "other"))
f.__name__ = "renamed"
f.__qualname__ = "Q.renamed"
print(f.__name__, repr(f).split(" at ")[0])
for attr, val in [("__name__", 1), ("__qualname__", None), ("__code__", 5), ("__dict__", 3), ("__globals__", {}), ("__closure__", ()), ("__annotations__", 4)]:
    try:
        setattr(f, attr, val)
        print(attr, "ok")
    except (TypeError, AttributeError) as e:
        print(attr, type(e).__name__, e)
del f.custom
try:
    f.custom
except AttributeError as e:
    print(e)
def g(x): return x + 1
def h(y): return y * 10
g.__code__ = h.__code__
print(g(2))
def cl():
    z = 1
    def inner(): return z
    return inner
try:
    g.__code__ = cl().__code__
except ValueError as e:
    print(e)
print(g.__globals__ is globals(), g.__builtins__["len"] is len, type(g).__name__)
print(f.__type_params__, (lambda: 0).__name__, g == h, hash(g) == hash(g))
f.__doc__ = None
print(f.__doc__)
try:
    del f.__name__
except TypeError as e:
    print(e)
print(f.__get__(None, int) is f, f.__get__(5, int).__self__)
