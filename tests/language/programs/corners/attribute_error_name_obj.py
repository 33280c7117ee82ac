# AttributeError and NameError carry what suggestions need.
class P:
    pass
p = P()
for f in (lambda: p.x, lambda: P.y, lambda: (5).z, lambda: getattr(p, "w"), lambda: setattr(object(), "v", 1), lambda: delattr(p, "u"), lambda: len.t, lambda: super(P, p).s):
    try: f()
    except AttributeError as e: print(e, "|", e.name, "|", type(e.obj).__name__ if not isinstance(e.obj, type) else e.obj)
for src in ("undefined_a", "del undefined_b", "(lambda: undefined_c)()"):
    try: exec(src)
    except NameError as e: print(e, "|", e.name)
try: raise AttributeError("custom", name="n", obj=3)
except AttributeError as e: print(e, e.name, e.obj)
try: raise AttributeError("plain")
except AttributeError as e: print(e.name, e.obj)
class G:
    def __getattr__(self, n): raise AttributeError(n)
try: G().q
except AttributeError as e: print(e, e.name, type(e.obj).__name__)
try: raise NameError("m", name="nm")
except NameError as e: print(e.name, e.args)
try: from math import nope
except ImportError as e: print(e.name, e.name_from, e.path is None or isinstance(e.path, str))
def f():
    try: x
    except UnboundLocalError as e: print(e.name, e)
    x = 1
f()
try: {}["k"]
except KeyError as e: print(e.args, hasattr(e, "name"))
try: [][0]
except IndexError as e: print(e.args)
