g, l = {"x": 1}, {"y": 2}
exec("z = x + y; w = [x for _ in range(2)]; x = 10", g, l)
print(g["x"], l, "__builtins__" in g)
exec("def f(): return x\nr = f()", g)
print(g["r"], sorted(k for k in g if k[0] != "_"))
try: exec("def f(): return y\nf()", g, l)
except NameError as e: print(e)
try: exec("class C:\n  v = y\n  def m(self): return y\nq = C.v\nC().m() if 0 else C.m(1)", g, l)
except NameError as e: print(e, l.get("q"))
def local():
    a = 1
    exec("a = 2; b = 3")
    try: return a, b
    except NameError as e: return a, str(e)
print(local())
def with_dict():
    ns = {}
    exec("a = 5\nfor i in range(3): a += i", ns)
    return ns["a"], ns["i"]
print(with_dict(), exec("1"), exec(""), exec("pass"), exec("# only a comment"), exec("\n\n"))
class NS(dict):
    def __getitem__(self, k): print("get", k); return super().__getitem__(k)
    def __setitem__(self, k, v): print("set", k); super().__setitem__(k, v)
    def __missing__(self, k): raise KeyError(k)
exec("a = 1; b = a; print(b)", {}, NS())
for args in [("x", 5), ("x", {}, 5), (5,), (None,), ("x", [], {}), ("x = 1", {}, [])]:
    try: exec(*args)
    except Exception as e: print(type(e).__name__, e)
exec("print(v)", globals=globals() | {"v": "by keyword"})
exec("print(sorted(locals()))", {}, {"only": 1})
exec(b"print('from bytes')"); exec(bytearray(b"print('from bytearray')")); exec("print('tab')\tif 1 else 0"); exec("if 1:\n\tprint('indented')")
exec(compile("print('code object', n)", "c", "exec"), {"n": 7})
exec("global newglob\nnewglob = 'made'"); print(newglob)
def outer():
    x = "enclosing"
    exec("print('x' in globals(), x)")
    def inner(): exec("print(x)", globals(), {"x": "given"})
    inner()
outer()
exec("import math as m\nfrom os import path", ns := {}); print(ns["m"].pi > 3, ns["path"].sep)
exec("def g():\n  return __name__", d := {"__name__": "custom"}); print(d["g"]())
