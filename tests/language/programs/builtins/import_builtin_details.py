import sys, types
m = __import__("math"); print(m.__name__, __import__("os.path").__name__, __import__("collections", None, None, ["abc"], 0).abc.__name__, __import__("collections.abc").__name__)
for f in (lambda: __import__(), lambda: __import__(5), lambda: __import__("no_such_mod_x"), lambda: __import__(""), lambda: __import__("math", level=-1), lambda: __import__("math", {}, {}, [], 1), lambda: __import__("a.b.c"), lambda: __import__(".x"), lambda: __import__("math\0x")):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
fake = types.ModuleType("fake_one"); fake.__all__ = ["a", "_b"]; fake.a = 1; fake._b = 2; fake.c = 3
sys.modules["fake_one"] = fake
ns = {}
exec("from fake_one import *", ns); print(sorted(k for k in ns if k != "__builtins__"))
del fake.__all__; ns = {}
exec("from fake_one import *", ns); print(sorted(k for k in ns if k != "__builtins__"))
for al in (["a", "zz"], ["a", 5], 5):
    fake.__all__ = al
    try: exec("from fake_one import *", {})
    except Exception as e: print(type(e).__name__, e)
fake.__getattr__ = lambda name: f"lazy {name}" if not name.startswith("__") else (_ for _ in ()).throw(AttributeError(name))
from fake_one import anything as x; print(x, fake.other)
import builtins, math
real = builtins.__import__
import enum, functools, re # so that the same is left to import on every host
builtins.__import__ = lambda name, g=None, l=None, fl=(), lv=0: (name in ("_io", "zlib") or print("import", name, fl, lv)) and False or real(name, g, l, fl, lv)
import json as j
from math import (pi, tau)
import os.path
builtins.__import__ = real
print(j.__name__, os.path.join("a"), round(tau / pi))
def local():
    from math import floor as fl, ceil
    import math, sys as s
    return fl(1.5), ceil(1.5), s is sys
print(local(), sys.modules["fake_one"] is fake, sys.modules.pop("fake_one") is fake)
try: from fake_one import a
except ModuleNotFoundError as e: print(e, e.name)
print(math.__spec__.name, math.__loader__ is not None, math.__name__, "math" in sys.builtin_module_names or hasattr(math, "__file__"), sys.stdlib_module_names >= {"os", "re"})
