import symtable
src = '''
import os
x: int = 1
def outer(a, *args, k=1, **kw):
    global g
    b = a
    def inner():
        nonlocal b
        b = x
        return lambda: b + free
    free = [i * a for i in args]
    return inner
class C[T](object):
    attr = x
    __priv = 2
    def method(self): return __class__, attr
    gen = (v for v in attr)
type Alias[U] = list[U]
async def co(): return [await z async for z in y]
'''
def show(t, d=0):
    print("  " * d + f"{t.get_type()} {t.get_name()} line {t.get_lineno()} nested={t.is_nested()} opt={t.is_optimized()} kids={t.has_children()}")
    for s in sorted(t.get_symbols(), key=lambda s: s.get_name()):
        flags = [f for f in "referenced parameter global declared_global local nonlocal free imported assigned annotated namespace type_parameter free_class comp_iter comp_cell".split() if getattr(s, "is_" + f, lambda: False)()]
        print("  " * d + "  -", s.get_name(), *flags)
    for c in t.get_children(): show(c, d + 1)
show(symtable.symtable(src, "s.py", "exec"))
t = symtable.symtable("def f(a, b=1): c = a; global d; return e", "s", "exec")
t = [c for c in t.get_children() if isinstance(c, symtable.Function)][-1]
print(t.get_parameters(), sorted(t.get_locals()), sorted(t.get_globals()), t.get_nonlocals(), t.get_frees(), sorted(t.get_identifiers()), t.lookup("a").is_parameter(), repr(t.lookup("c")), t.get_id() == t.get_id())
for bad in [("def f(: pass", "exec"), ("x", "bad"), ("def f():\n nonlocal q", "exec"), ("def f(a, a): pass", "exec"), ("global x\nx = 1\nglobal x", "exec")]:
    try: symtable.symtable(bad[0], "bad.py", bad[1]); print("fine")
    except (SyntaxError, ValueError) as e: print(type(e).__name__, e)
try: t.lookup("zzz")
except KeyError as e: print("KeyError", e)
print(symtable.symtable("x + 1", "s", "eval").get_type(), symtable.symtable("1", "s", "single").get_name())
