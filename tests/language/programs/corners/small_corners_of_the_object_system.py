# Class namespaces with odd keys, __module__ of type variables, frame proxies with keys that equal names.
import sys
import warnings
import weakref

warnings.simplefilter("always")
X = type("X", (), {1: 2})
print(X.__dict__[1])
source = """
from typing import TypeVar, ParamSpec, TypeVarTuple
print([t("T").__module__ for t in (TypeVar, ParamSpec, TypeVarTuple)])
"""
exec(source, {})
exec(source, {"__name__": "q"})

exc = ImportError("test", name="name", path="path")
exc.__init__()
print(exc.args, exc.msg, exc.name, exc.path)


class S(str):
    pass


class Like:
    def __hash__(self):
        return hash("x")

    def __eq__(self, other):
        return other == "x"


def write(key):
    x = 1
    proxy = sys._getframe().f_locals
    proxy[key] = 2
    return x, proxy["x"], proxy[key], key in proxy, len(proxy), type(reversed(proxy)), list(reversed(proxy))


for key in ("x", S("x"), Like()):
    print(write(key))


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        return self.n == other.n


keys = [Key(n) for n in (0, 1, -1)]
table = weakref.WeakKeyDictionary({k: k.n for k in keys})
print(len(table))
while keys:
    keys.pop()
    print(len(table))


class Bare:
    def __getattr__(self, name):
        raise AttributeError

    @property
    def p(self):
        raise AttributeError("from property")


class Plain:
    @property
    def p(self):
        raise AttributeError("from property")


for f in (lambda: Bare().q, lambda: getattr(Bare(), "q"), lambda: Bare().p, lambda: Plain().p, lambda: getattr(Plain(), "p")):
    try:
        f()
    except AttributeError as e:
        print(repr(str(e)), e.name, type(e.obj).__name__)


for obj in (type("Z", (), {"__sizeof__": lambda self: -1})(), type("Z", (), {"__sizeof__": lambda self: "x"})()):
    try:
        print(sys.getsizeof(obj))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
print(sys.getsizeof(type("Z", (), {"__sizeof__": lambda self: 5})(), 7) > 4, type(__loader__).__name__)
print(sum([1e16, 1, True, -1e16]), sum([0.1, 1, -1.1]))
