# import, as, from, star, dotted, relative errors, missing names.
import math
import os.path
import os.path as osp
import collections.abc as cabc, itertools as it
from math import pi, sqrt as root
from collections import (
    OrderedDict,
    deque as dq,
)
print(math.floor(pi), root(16), osp is os.path, os.path.join("a", "b"))
print(cabc.Mapping.__name__, list(it.islice(it.count(5), 3)), dq([1, 2], maxlen=1))
try:
    import no_such_module_at_all
except ModuleNotFoundError as e:
    print(e, e.name, e.path)
try:
    from math import no_such_name
except ImportError as e:
    print(e.msg.split("(")[0].strip(), e.name, e.name_from)
try:
    import math.inner
except ModuleNotFoundError as e:
    print(e)
try:
    from . import sibling
except ImportError as e:
    print(e)
def local_import():
    import string
    from string import digits as d
    return string.ascii_lowercase[:3], d
print(local_import(), "string" in globals())
ns = {}
exec("from functools import *", ns)
print("reduce" in ns, "namedtuple" in ns, callable(ns["partial"]))
m = __import__("os.path")
print(m.__name__, __import__("os.path", fromlist=["join"]).__name__ in ("posixpath", "os.path"))
import sys
print(sys.modules["math"] is math)
sys.modules["fake_mod"] = fake = type(sys)("fake_mod")
fake.value = 42
import fake_mod
from fake_mod import value
print(fake_mod.value, value)
sys.modules["blocked_mod"] = None
try:
    import blocked_mod
except ImportError as e:
    print(type(e).__name__, e)
del sys.modules["blocked_mod"], sys.modules["fake_mod"]
