# Module __getattr__ and __dir__ for lazily loaded parts.
import lazy
print(lazy.loaded, dir(lazy))
print(lazy.heavy.NAME, lazy.loaded)
print(lazy.heavy is lazy.heavy, lazy.loaded)
from lazy import heavy, constant
print(constant)
try: lazy.nope
except AttributeError as e: print(e)
try: from lazy import nope
except ImportError as e: print(str(e).split(" (/")[0].split(" (unknown")[0])
print(hasattr(lazy, "deprecated_name"))
