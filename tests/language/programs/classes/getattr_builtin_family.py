# getattr, setattr, delattr, hasattr, vars, dir with their edges.
class C:
    cls = 1
    def __init__(self): self.x = 1
c = C()
print(getattr(c, "x"), getattr(c, "y", None), getattr(c, "cls"), getattr(C, "x", "none on class"))
setattr(c, "weird name", 5)
print(getattr(c, "weird name"), sorted(vars(c)))
delattr(c, "x")
print(hasattr(c, "x"))
for code in ["getattr(c, 'q')", "getattr(c, 1)", "setattr(c, 2, 3)", "delattr(c, 'x')", "delattr(c, 5)", "hasattr(c, 7)", "setattr(5, 'a', 1)", "delattr(5, 'real')", "setattr(C, '__name__', 3)",
             "vars(5)", "vars([])", "getattr(len, 'zzz')", "c.cls.real = 3", "(lambda: 0).x", "int.zzz", "type(c).zzz", "C.m()", "import_error", "c.x.y.z", "print.x = 1", "del c.nope", "[].x = 1", "().foo"]:
    try:
        print(code, "=", eval(code)) if "=" not in code and not code.startswith("del") else exec(code)
    except Exception as e:
        print(code, "->", type(e).__name__, e)
print([n for n in dir(c) if not n.startswith("__")], "__init__" in dir(c), dir() == sorted(dir()), "c" in dir())
class D:
    def __dir__(self): return {"only", "these"}
print(dir(D()), "__dir__" in dir(D))
class WithDict:
    @property
    def __dict__(self): return {"fake": 1}
print(vars(WithDict()))
import types
m = types.ModuleType("mod", "its doc")
m.a = 1
print(m.__name__, m.__doc__, vars(m)["a"], m.__dict__ is vars(m), [n for n in dir(m) if n[0] != "_"])
try:
    m.b
except AttributeError as e:
    print(e)
m.__getattr__ = lambda name: f"module getattr {name}"
print(m.b, hasattr(m, "anything"))
m.__dir__ = lambda: ["dirred"]
print(dir(m))
ns = types.SimpleNamespace(b=2, a=1)
ns.c = [ns.a]
print(ns, ns == types.SimpleNamespace(a=1, b=2, c=[1]), vars(ns))
