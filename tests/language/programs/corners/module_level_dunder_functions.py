import types, sys
m = types.ModuleType("dyn", "doc of dyn")
src = '''
import warnings
_old = {"legacy": 42}
def __getattr__(name):
    if name in _old: return _old[name]
    if name == "boom": raise RuntimeError("boom")
    raise AttributeError(f"dyn has no {name}")
def __dir__(): return ["legacy", "real"]
real = 1
__all__ = ["real", "legacy"]
'''
exec(src, m.__dict__)
sys.modules["dyn"] = m
import dyn
from dyn import legacy, real
from dyn import *
print(dyn.legacy, legacy, real, dir(dyn), hasattr(dyn, "zz"), getattr(dyn, "zz", "dflt"))
for f in (lambda: dyn.zz, lambda: dyn.boom, lambda: exec("from dyn import zz"), lambda: exec("from dyn import boom"), lambda: exec("import dyn.sub")):
    try: f()
    except Exception as e: print(type(e).__name__, e)
dyn.__getattr__ = lambda n: "replaced " + n
print(dyn.anything)
del dyn.__getattr__
try: dyn.anything
except AttributeError as e: print(e)
class Mod(types.ModuleType):
    @property
    def computed(self): return "computed on " + self.__name__
    def __setattr__(self, n, v): super().__setattr__(n, ("wrapped", v))
dyn.__class__ = Mod
dyn.x = 5
print(dyn.computed, dyn.x, type(dyn).__name__, repr(dyn))
try: dyn.__dict__ = {}
except AttributeError as e: print(e)
print(dyn.__name__, dyn.__doc__, dyn.__spec__, dyn.__loader__, dyn.__package__)
dyn.__name__ = "changed"; print(repr(dyn))
