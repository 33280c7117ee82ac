# PEP 649 and 749: annotations are computed when asked.
import annotationlib
def f(a: Later, b: "str ann" = 1, *c: Later[int], d: print("not at def time") or int, **e) -> Later | None: ...
print(f.__annotate__ is not None, callable(f.__annotate__))
try: f.__annotations__
except NameError as e: print(e)
fwd = annotationlib.get_annotations(f, format=annotationlib.Format.FORWARDREF)
print(type(fwd["a"]).__name__, fwd["b"], fwd["d"])
print(annotationlib.get_annotations(f, format=annotationlib.Format.STRING))
class Later:
    def __class_getitem__(cls, i): return (cls, i)
print(f.__annotations__)
print(f.__annotations__ is f.__annotations__, f.__annotate__(1)["b"])
try: f.__annotate__(2)
except NotImplementedError as e: print("NotImplementedError", e)
try: f.__annotate__("x")
except (TypeError, NotImplementedError) as e: print(type(e).__name__, e)
f.__annotations__ = {"x": 1}
print(f.__annotations__, f.__annotate__)
f.__annotate__ = lambda fmt: {"fmt": fmt}
print(f.__annotations__)
for bad in (5, "x"):
    try: f.__annotate__ = bad
    except TypeError as e: print(e)
del f.__annotations__
print(f.__annotations__)
class C:
    if True: x: int
    else: y: str
    for i in range(0): z: never
    w: list[C]
    def m(self) -> C: ...
print(C.__annotations__, C.m.__annotations__["return"] is C, C.__annotate__ is not None)
class D(C): pass
print(D.__annotations__, D.__annotate__)
D.__annotations__["new"] = 1
print(D.__annotations__, C.__annotations__.keys())
def outer(n):
    class L:
        a: n
        b: [n for n in range(2)]
    n = n * 2
    return L
print(outer(5).__annotations__)
def closure():
    t = int
    def g(x: t): ...
    t = str
    return g.__annotations__
print(closure())
g = lambda: 0
print(g.__annotations__, g.__annotate__, len.__annotations__ if hasattr(len, "__annotations__") else "none")
