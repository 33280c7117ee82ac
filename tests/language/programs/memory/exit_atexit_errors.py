import atexit
for a in [(), (1,), (None,)]:
    try: atexit.register(*a)
    except TypeError as e: print(e)
class Eq:
    def __init__(self): self.n = 0
    def __eq__(self, o): self.n += 1; print("eq", self.n); return False
    def __call__(self): print("called")
base = atexit._ncallbacks()
e = Eq()
atexit.register(e); atexit.register(print, "x")
atexit.unregister(print)
atexit.unregister(len)
class Bad:
    def __eq__(self, o): 1/0
    def __call__(self): print("bad called")
atexit.register(Bad())
try: atexit.unregister(len)
except ZeroDivisionError as z: print("zde", z)
print(atexit._ncallbacks() - base)
atexit._clear(); print(atexit._ncallbacks())
atexit.register(print, "last", sep="-", end="!\n")
try: atexit._run_exitfuncs()
except BaseException as x: print(type(x), x)
print(atexit._ncallbacks())
def f(): raise KeyError("k")
atexit.register(f); atexit.register(print, "before f")
try: atexit._run_exitfuncs()
except BaseException as x: print(type(x), x)
print(atexit.unregister(3), atexit._clear())
print(atexit.__doc__ is not None, sorted(n for n in dir(atexit) if n[0] != "_" or n[1] != "_"))
