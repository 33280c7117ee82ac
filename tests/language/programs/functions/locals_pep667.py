# locals() gives a fresh snapshot in functions; f_locals writes through.
import sys
def f(a):
    b = 2
    first = locals()
    b = 3
    second = locals()
    first["a"] = "changed in snapshot"
    return first, second.keys() - {"first"}, a, first is second
r = f(1)
print(r[0]["a"], r[0]["b"], sorted(r[1]), r[2], r[3])
def g():
    x = 1
    fl = sys._getframe().f_locals
    fl["x"] = 10
    fl["brand_new"] = 5
    print(type(fl).__name__, x, fl["brand_new"], "brand_new" in locals(), sorted(fl))
    try:
        del fl["x"]
    except ValueError as e:
        print(e)
    try:
        fl["nope"]
    except KeyError as e:
        print("KeyError", e)
    print(fl == sys._getframe().f_locals, len(fl), fl.get("x"), fl.pop("brand_new", None) if False else "-")
    return dict(fl)["x"]
print(g())
def h():
    y = 1
    def inner():
        return y
    sys._getframe().f_locals["y"] = 99
    return inner(), y
print(h())
def k():
    exec("z = 5")
    try:
        return z
    except NameError as e:
        return str(e)
print(k())
def m():
    d = {}
    exec("z = q + 1", {"q": 1}, d)
    exec("w = 7", globals(), loc := locals())
    return d, loc["w"]
print(m())
def comp():
    return [sorted(locals()) for v in [1]], [i for i in [1] if (n := i)] and n
print(comp())
class C:
    a = 1
    l = locals()
    b = 2
print("b" in C.l, C.l is not vars(C))
print(locals() is globals(), [locals() is globals() for _ in [0]])
def late():
    if False: unset = 1
    return locals()
print(late())
