# A folder without __init__ is a namespace package.
import space
import space.one
from space import two
print(space.one.NAME, two.NAME, space.__spec__.loader is not None, type(space.__path__).__name__)
print(getattr(space, "__file__", None), space.__name__, space.one.__package__)
try: import space.three
except ModuleNotFoundError as e: print(e)
import importlib
print(importlib.import_module("space.one") is space.one, importlib.util.find_spec("space.two").name if hasattr(importlib, "util") else "space.two")
from space.sub.deep import VALUE
print(VALUE, sorted(n for n in vars(space) if not n.startswith("__")))
