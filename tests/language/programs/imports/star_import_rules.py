# What star brings: __all__, underscores, submodules, names added later, errors.
from with_all import *
print(a, _b, "c" in globals())
from without_all import *
print(d, "_e" in globals(), "json" in globals(), fn())
try: exec("from bad_all import *")
except AttributeError as e: print(e)
try: exec("from bad_all_type import *")
except TypeError as e: print(e)
ns = {}
exec("from with_all import *", ns)
print(sorted(k for k in ns if k != "__builtins__"))
def f():
    import with_all
    return with_all.c
print(f())
import with_all
with_all.__all__.append("c")
from with_all import *
print(c)
