code = """
def func3(s): pass
func4 = type(func3)(func3.__code__, {})
r = eval('f()', {'f': lambda: 1})
def h(): return len
def use():
    g = {}
    exec('x = __builtins__', g)
    return g['x'] is B
used = use()
"""
B = {'None': None, 'exec': exec, 'eval': eval}
ns = {'type': type, '__builtins__': B, 'exec': exec, 'eval': eval, 'B': B}
exec(code, ns)
print(ns['func3'].__builtins__ is B, ns['func4'].__builtins__ is B, ns['used'])
try: ns['h']()
except NameError as e: print(e)


class Names:
    def __init__(self, d):
        self.d = d

    def __getitem__(self, k):
        return self.d[k]


ns = {"type": type, "__builtins__": Names({"None": None, "len": len, "type": type})}
exec("def f(s): return len(s)\ng = type(f)(f.__code__, {})\nr = g('abc')", ns)
print(ns["r"])
