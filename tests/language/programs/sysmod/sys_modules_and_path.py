import sys, types
print(sys.modules["__main__"].__name__, sys.modules["sys"] is sys, isinstance(sys.path, list), all(isinstance(p, str) for p in sys.path), isinstance(sys.meta_path, list), len(sys.meta_path) >= 3, [getattr(f, "__name__", type(f).__name__) for f in sys.meta_path][:3])
class Finder:
    def find_spec(self, name, path, target=None):
        if name.startswith("virtual"):
            from importlib.machinery import ModuleSpec
            print("finding", name, path)
            return ModuleSpec(name, self, is_package=name == "virtual")
    def create_module(self, spec): print("create", spec.name); return None
    def exec_module(self, m): m.value = m.__name__.upper(); print("exec", m.__name__, m.__package__, m.__spec__.parent)
sys.meta_path.insert(0, Finder())
import virtual
import virtual.sub
from virtual import other, value
from virtual.sub import value as v2
print(virtual.value, virtual.sub.value, other.value, value, v2, sorted(m for m in sys.modules if m.startswith("virtual")), virtual.__path__)
del sys.modules["virtual.sub"]
import virtual.sub as again
print(again is virtual.sub, again.value)
class Bad(Finder):
    def find_spec(self, name, path, target=None):
        if name == "breaks":
            from importlib.machinery import ModuleSpec
            return ModuleSpec(name, self)
    def exec_module(self, m): m.half = 1; raise RuntimeError("module failed")
sys.meta_path[0] = Bad()
for _ in range(2):
    try: import breaks
    except RuntimeError as e: print(e, "breaks" in sys.modules)
sys.meta_path.pop(0)
try: import virtual.nope
except ModuleNotFoundError as e: print(e)
import importlib
import importlib.util
print(importlib.import_module("math") is sys.modules["math"], importlib.util.find_spec("no_such_thing"), importlib.util.find_spec("json").name, importlib.import_module(".decoder", "json").__name__)
spec = importlib.util.spec_from_loader("made", loader=None); m = importlib.util.module_from_spec(spec); m.x = 1
print(m.__name__, m.x, m.__spec__ is spec, importlib.reload(sys.modules["keyword"]).__name__ if "keyword" in sys.modules else "-")
for bad in (lambda: importlib.import_module(".x"), lambda: importlib.reload("x"), lambda: importlib.reload(types.ModuleType("unloaded")), lambda: importlib.util.find_spec("math.x")):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
