# The with protocol: order, suppression, multiple items, parenthesized form, errors.
class CM:
    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress
    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()
    def __exit__(self, t, v, tb):
        print("exit", self.name, t.__name__ if t else None, v, tb is not None)
        return self.suppress

with CM("a") as a, CM("b") as b:
    print(a, b)
with (
    CM("p") as p,
    CM("q"),
):
    print(p)
with (CM("tuple-less")):
    pass
with CM("outer", True):
    with CM("inner"):
        raise KeyError("k")
print("suppressed")
def f():
    with CM("ret"):
        return "value"
print(f())
for i in range(3):
    with CM(f"loop{i}"):
        if i == 0: continue
        break
class T: pass
with CM("target") as T.attr, CM("t2") as (x, y):
    print(T.attr, x, y)
d = {}
with CM("item") as d["k"]:
    pass
print(d)
for bad in (5, type("NoExit", (), {"__enter__": lambda s: 1})(), type("NoEnter", (), {"__exit__": lambda *a: 1})()):
    try:
        with bad:
            pass
    except TypeError as e:
        print(e)
class ExitRaises(CM):
    def __exit__(self, *a):
        raise RuntimeError("from exit")
try:
    with ExitRaises("er"):
        1 / 0
except RuntimeError as e:
    print(e, repr(e.__context__))
