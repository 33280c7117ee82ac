class A: pass
a = A()
a.__dict__["not an identifier"] = 1
a.__dict__[5] = "int key"
print(a.__dict__, getattr(a, "not an identifier"), vars(a) is a.__dict__)
a.__dict__ = {"fresh": 1}
print(a.fresh, hasattr(a, "not an identifier"))
class D(dict): pass
d = D(x=1)
a.__dict__ = d
a.y = 2
print(d, a.x, type(a.__dict__).__name__)
for bad in (5, None, []):
    try: a.__dict__ = bad
    except TypeError as e: print(e)
del a.__dict__
print(a.__dict__, hasattr(a, "x"))
b = A()
b.__dict__ = a.__dict__
a.shared = "seen by both"
print(b.shared, a.__dict__ is b.__dict__)
try: A.__dict__ = {}
except AttributeError as e: print(e)
try: object().__dict__
except AttributeError as e: print(e)
class P:
    def __init__(self): self.__dict__.update(a=1, b=2)
    def __setattr__(self, n, v): raise AttributeError(f"frozen {n}")
p = P()
try: p.c = 3
except AttributeError as e: print(e)
object.__setattr__(p, "c", 3); print(p.c, vars(p))
def f(): pass
f.__dict__["k"] = 1; print(f.k, f.__dict__)
for i in range(40): setattr(b, f"attr{i}", i)
print(len(vars(b)), b.attr39, list(vars(b))[:2])
