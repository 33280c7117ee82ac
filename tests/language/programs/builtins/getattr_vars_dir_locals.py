class C:
    """doc"""
    x = 1
    def m(self): pass
c = C(); c.y = 2
print(vars(c), sorted(k for k in vars(C) if k[0] != "_"), vars() is globals(), [n for n in dir(c) if n[0] != "_"], "__doc__" in dir(C), [n for n in dir(3) if n.startswith("bit")], dir(type("E", (), {"__dir__": lambda s: [3, 1, 2]})()))
def f(a):
    b = 2
    return sorted(vars()), sorted(locals()), dir()
print(f(1))
print(getattr(c, "x"), getattr(c, "zz", 5), hasattr(c, "m"), hasattr(c, "q"), setattr(c, "q", 1), c.q, delattr(c, "q"), hasattr(c, "q"))
for g in (lambda: getattr(c, "zz"), lambda: getattr(c, 5), lambda: setattr(c, 5, 1), lambda: delattr(c, "zz"), lambda: hasattr(c, 5), lambda: vars(5), lambda: dir(1, 2), lambda: getattr(c), lambda: setattr(c, "a"), lambda: delattr(c), lambda: hasattr(c), lambda: dir(type("E", (), {"__dir__": lambda s: 5})()), lambda: dir(type("E", (), {"__dir__": lambda s: [1, "a"]})())):
    try: print(g())
    except Exception as e: print(type(e).__name__, e)
print(globals()["c"] is c, "f" in globals(), __name__, type(__builtins__).__name__ in ("module", "dict"), globals().get("nope"))
exec("loc = locals() is globals()"); print(loc)
class D:
    here = sorted(k for k in locals() if k[:2] != "__")
    z = 1
    there = sorted(k for k in vars() if k[:2] != "__")
print(D.here, D.there)
import math
print([n for n in dir(math) if n.startswith("is")], vars(math)["pi"] == math.pi, "pi" in dir(math))
