# Which errors of del know the name and the object, and so suggest another: not those about a dict that the class
# of the object brought.
import functools
import traceback
import types


class Plain:
    p2 = 1

    def __delattr__(self, name):
        super().__delattr__(name)


def of(base, **names):
    return type("Of" + base.__name__, (base,), {"p2": 1, **names})


def function():
    pass


function.p2 = 1
module = types.ModuleType("m")
module.p2 = 1
objects = [
    Plain(), of(Plain)(), of(list)(), of(dict)(), of(str)(), of(float)(), of(set)(), of(object, __slots__=("__dict__",))(),
    of(int)(), of(tuple)(), of(bytes)(), of(Exception)(), of(functools.partial)(len), of(types.ModuleType)("n"), of(type)("T", (), {}),
    Plain, int, function, module, types.SimpleNamespace(p2=1), ValueError(), 1, "", [], None, (lambda: 1).__code__,
]  # fmt: skip
for o in objects:
    for look in False, True:
        if look and not hasattr(o, "__dict__"):
            continue
        try:
            del o.p1
        except (AttributeError, TypeError) as e:
            known = getattr(e, "obj", None) is o and o is not None
            print(type(o).__name__, look, getattr(e, "name", "-"), known, *traceback.format_exception_only(e), end="")
