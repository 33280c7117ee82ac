# When generators are closed and what their finally blocks see.
import gc
def g(name):
    try:
        yield 1
    finally:
        print("closed", name)
def use():
    x = g("local"); next(x)
    y = g("local2"); next(y)
    print("leaving")
use()
next(g("temp"))
for v in g("for"): break
print("after loop")
a = g("rebound"); next(a)
a = None
class Holder: pass
h = Holder(); h.g = g("cycle"); next(h.g); h.me = h
del h
print("before collect")
gc.collect()
print("after collect")
def nested():
    try:
        yield from g("inner")
    finally:
        print("outer closed")
n = nested(); next(n); del n
def with_cm():
    class CM:
        def __enter__(self): return 1
        def __exit__(self, *a): print("exit", a[0] and a[0].__name__)
    with CM():
        yield 1
        yield 2
w = with_cm(); next(w); del w
def except_ge():
    try: yield
    except GeneratorExit as e: print("caught", repr(e))
x = except_ge(); next(x); x.close()
def ctx():
    try: yield
    finally:
        try: raise KeyError
        except KeyError as e: print("ctx is", type(e.__context__).__name__)
c = ctx(); next(c); c.close()
try:
    c = ctx(); next(c)
    raise ValueError
except ValueError:
    c.close()
def reentrant():
    yield 1
    r.close()
r = reentrant(); next(r)
try: next(r)
except ValueError as e: print(e)
unstarted = g("never started")
del unstarted
print("unstarted needs no close")
