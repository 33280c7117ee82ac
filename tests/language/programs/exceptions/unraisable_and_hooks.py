import sys, threading
def hook(t, v, tb): print("excepthook", t.__name__, v, tb is not None)
saved = sys.excepthook
sys.excepthook = hook
try:
    1 / 0
except ZeroDivisionError:
    sys.excepthook(*sys.exc_info())
sys.excepthook = saved
log = []
sys.unraisablehook = lambda u: log.append((u.exc_type.__name__, str(u.exc_value), (u.err_msg or "").split(" <")[0], type(u.object).__name__))
class D:
    def __del__(self): raise ValueError("in del")
D()
import weakref
class T: pass
t = T()
r = weakref.ref(t, lambda r: 1 / 0)
del t
def g():
    try: yield
    finally: raise KeyError("in close")
x = g(); next(x)
del x
def stubborn():
    while True:
        try: yield 1
        except GeneratorExit: pass
s = stubborn(); next(s)
import itertools
class BadEq:
    def __eq__(self, o): raise TypeError("eq")
    __hash__ = object.__hash__
sys.unraisablehook = sys.__unraisablehook__
for l in log: print(l)
try:
    s.close()
except RuntimeError as e:
    print(e)
sys.unraisablehook = lambda u: print("at del:", type(u.exc_value).__name__, u.exc_value)
del s
sys.unraisablehook = sys.__unraisablehook__
sys.displayhook(5); sys.displayhook(None); sys.displayhook("text")
import builtins
print(builtins._)
del builtins._
print(sys.__excepthook__ is not None, sys.__displayhook__ is sys.displayhook)
