# Name lookup goes function -> global -> builtins, and can be observed changing.
import builtins
def size(x): return len(x)
print(size("abc"))
len = lambda x: -1
print(size("abc"))
del len
print(size("abc"))
builtins.shiny = 99
print(shiny)
def f(): return shiny
print(f())
shiny = 1
print(f())
del shiny, builtins.shiny
try:
    f()
except NameError as e:
    print(e, e.name)
g = globals()
g["made by dict"] = 1
g["dyn"] = 5
print(dyn, "made by dict" in globals(), g is globals())
def fn():
    x = 1
    loc = locals()
    loc["y"] = 2
    return sorted(loc), sorted(locals())
print(fn())
class C:
    locals()["injected"] = 7
    vars()["other"] = 8
print(C.injected, C.other)
print(__name__, __builtins__ is builtins or __builtins__ is builtins.__dict__)
ns = {"__builtins__": {"print": print}}
exec("print('restricted')", ns)
try:
    exec("len('x')", ns)
except NameError as e:
    print(e)
try:
    exec("class A: pass", {"__builtins__": {}})
except NameError as e:
    print(e)
try:
    exec("import math", {"__builtins__": {}})
except ImportError as e:
    print(e)
