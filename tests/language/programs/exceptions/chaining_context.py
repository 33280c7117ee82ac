def show(e, depth=0):
    while e is not None:
        print("  " * depth + type(e).__name__, e, "| suppress", e.__suppress_context__)
        if e.__cause__ is not None:
            print("  " * depth + "cause:")
            e, depth = e.__cause__, depth + 1
        elif e.__context__ is not None:
            print("  " * depth + "context:")
            e, depth = e.__context__, depth + 1
        else:
            return
def a():
    try: 1 / 0
    except ZeroDivisionError: {}["k"]
def b():
    try: 1 / 0
    except ZeroDivisionError as z: raise ValueError("v") from z
def c():
    try: a()
    except KeyError: raise RuntimeError("hide") from None
def d():
    try:
        try: raise ValueError("first")
        finally: raise TypeError("second in finally")
    except TypeError as t:
        raise OSError("third") from t
def e():
    try: raise ValueError(1)
    except ValueError:
        try: raise ValueError(2)
        except ValueError:
            raise ValueError(3)
def f():
    class CM:
        def __enter__(self): return self
        def __exit__(self, *x): raise LookupError("exit")
    with CM(): raise ValueError("body")
for fn in (a, b, c, d, e, f):
    print("==", fn.__name__)
    try: fn()
    except Exception as x: show(x)
x = ValueError("x"); y = ValueError("y")
try:
    try: raise x
    except ValueError: raise y
except ValueError: pass
try:
    try: raise y
    except ValueError: raise x         # would make a cycle: context of y is broken
except ValueError as z:
    print(z.__context__ is y, y.__context__)
try:
    try: raise x
    except ValueError: raise x
except ValueError as z: print(z is x, z.__context__ is y)
x.__cause__ = y
print(x.__suppress_context__)
for bad in [("__cause__", 1), ("__context__", "s"), ("__traceback__", 5), ("args", 3)]:
    try: setattr(x, *bad)
    except TypeError as t: print(t)
