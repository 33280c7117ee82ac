import os, os.path as p, sys as system
from os import path, sep as s
from os.path import (join, split as sp,)
from collections import *
import collections.abc
print(p is path, s, join("a", "b"), sp("a/b"), system.__name__, Counter.__name__, collections.abc.Sized.__name__)
def f():
    import json.decoder
    from json import encoder as e, decoder
    return json.__name__, e.__name__, decoder is json.decoder
print(f(), "json" in globals())
class C:
    import math
    from math import pi as PI
    area = math.floor(PI)
print(C.math.__name__, C.PI > 3, C.area)
try: import nothing_here
except ImportError as e: print(type(e).__name__, e.name)
try: from os import nothing_here_either
except ImportError as e: print(e.name, e.name_from)
try: import os.nothing
except ModuleNotFoundError as e: print(e)
try: from . import x
except ImportError as e: print(e)
try: from .mod import x
except ImportError as e: print(e)
if True: import re
else: import never
print(re.__name__, "never" in globals())
for name in ("string", "keyword"):
    m = __import__(name); print(m.__name__)
import string as a, string as b; print(a is b)
from string import digits as d1, digits as d2; print(d1 is d2)
del re; import re; print(re.compile("x").pattern)
lazy = lambda: __import__("bisect").bisect([1, 2], 2)
print(lazy())
