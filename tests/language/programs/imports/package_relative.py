# A package beside the program: relative imports, __init__, __all__, submodules as attributes.
import shapes
from shapes import Square, area
from shapes.round import Circle
import shapes.deep.inner as inner
from shapes import *
print(shapes.__name__, shapes.__package__, shapes.__path__ is not None, shapes.VERSION)
print(Square(2).area(), Circle(1).area(), area(Square(3)), inner.WHERE, inner.up())
print(sorted(n for n in dir(shapes) if not n.startswith("__")))
print(shapes.round is inner.sibling(), Circle.__module__, Square.__module__, inner.__package__)
print("hidden" in globals(), "exported" in globals(), exported)
try: from shapes import nothing
except ImportError as e: print(str(e).split(" (")[0])
try: import shapes.missing
except ModuleNotFoundError as e: print(e)
try: from shapes.deep import toofar
except ImportError as e: print(type(e).__name__, e)
import sys
print(sorted(m for m in sys.modules if m.startswith("shapes")))
