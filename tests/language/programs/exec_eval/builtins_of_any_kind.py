# __builtins__ that is no dict, or an empty one: where names end, and what is asked of it.
def t(f):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
t(lambda: eval("len([1])", {"__builtins__": None})); t(lambda: eval("1+1", {"__builtins__": None})); t(lambda: eval("len([1])", {"__builtins__": {}})); t(lambda: eval("abs(-1)", {"__builtins__": {"abs": abs}}))
t(lambda: exec("import os", {"__builtins__": {}})); t(lambda: exec("class A: pass", {"__builtins__": {}})); t(lambda: exec("x", {"__builtins__": 5})); t(lambda: exec("import os", {"__builtins__": None})); t(lambda: exec("class A: pass", {"__builtins__": None})); t(lambda: exec("def f(): return len\nf()", {"__builtins__": None}))
t(lambda: exec("assert 0", {"__builtins__": None})); t(lambda: exec("try: 1/0\nexcept ZeroDivisionError: pass", {"__builtins__": {}})); t(lambda: exec("raise Exception", {"__builtins__": {}})); t(lambda: exec("print('x')", {"__builtins__": __builtins__})); t(lambda: exec("with open('x') as f: pass", {"__builtins__": {}}))
t(lambda: exec("def f(): return len([1])\nprint(f())", {"__builtins__": {"len": len}})) ; t(lambda: exec("lambda: 1", {"__builtins__": []}))
class M(dict):
    def __missing__(self, k): return len if k == "zz" else (_ for _ in ()).throw(KeyError(k))
print(eval("zz([1])", {"__builtins__": M()}))
class Map:
    def __getitem__(self, k): print("get", k); return {"q": 5, "print": print}[k]
print(eval("q", {"__builtins__": Map()}))
try: eval("nope", {"__builtins__": Map()})
except Exception as e: print(type(e).__name__, e)
import types
exec("print(q)", {"__builtins__": types.MappingProxyType({"q": 1, "print": print})})
exec("def f(): return q\nprint(f(), f.__builtins__)", {"__builtins__": types.MappingProxyType({"q": 1, "print": print})})
try: exec("import os", {"__builtins__": Map()})
except Exception as e: print(type(e).__name__, e)
try: exec("class A: pass", {"__builtins__": Map()})
except Exception as e: print(type(e).__name__, e)
try: exec("x", {"__builtins__": 5})
except Exception as e: print(type(e).__name__, e)
exec("print(x) if 0 else None", {"__builtins__": types.ModuleType("m")})
