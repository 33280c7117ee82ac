import types
def f(a, /, b, *args, c=1, **kw):
    """doc"""
    x = a + b
    def g(): return x
    class K: pass
    return [i for i in args], g
c = f.__code__
print(c.co_name, c.co_qualname, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_nlocals, c.co_varnames, c.co_cellvars, c.co_freevars, c.co_names, c.co_flags, c.co_firstlineno)
print([k if not isinstance(k, types.CodeType) else k.co_name for k in c.co_consts], len(c.co_code) % 2, c.co_stacksize > 0, type(c.co_lnotab) if 0 else "", type(c.co_linetable).__name__, type(c.co_exceptiontable).__name__)
print(sorted({l for _, _, l in c.co_lines() if l}), len(list(c.co_positions())) == len(c.co_code) // 2, next(iter([p for p in c.co_positions() if p[0] == 4])))
r = c.replace(co_name="renamed", co_firstlineno=100, co_consts=c.co_consts)
print(r.co_name, r.co_firstlineno, r == c, c == c.replace(), hash(c) == hash(c.replace()), repr(c).split(" at ")[0], c != 5)
h = types.FunctionType(c.replace(co_consts=tuple("new" if k == "doc" else k for k in c.co_consts)), globals(), "h", (9,))
print(h.__name__, h.__defaults__, h(1, c=2)[0], h.__doc__)
def opt(n): return n * 2 + 1
mod = opt.__code__.replace(co_consts=tuple(10 if k == 1 else k for k in opt.__code__.co_consts))
opt.__code__ = mod
print(opt(1) in (3, 12))
for bad in (lambda: c.replace(co_argcount="x"), lambda: c.replace(nope=1), lambda: c.replace(co_name=5), lambda: types.CodeType(), lambda: setattr(c, "co_name", 1), lambda: c.replace(co_varnames=("a",)), lambda: c.replace(co_code=b"x"), lambda: c.replace(co_names=["l"]), lambda: c.replace(co_argcount=-1), lambda: c < c, lambda: c()):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
def gen(): yield
async def co(): pass
async def ag(): yield
for q in (gen, co, ag, lambda: 0, f): print(q.__name__, hex(q.__code__.co_flags & 0x2BF), end="; ")
print((lambda: 0).__code__ == (lambda: 0).__code__, compile("1", "a", "eval") == compile("1", "a", "eval"), compile("1", "a", "eval") == compile("1.0", "a", "eval"), compile("0.0", "a", "eval") == compile("-0.0", "a", "eval"))
s = compile("a = 1\nif a:\n    b = 2\nelse:\n    c = 3\n", "x", "exec")
print([l for _, _, l in s.co_lines()], list(s.co_branches())[0][0] > 0 if hasattr(s, "co_branches") else "")
import marshal
print(eval(marshal.loads(marshal.dumps(compile("6 * 7", "m", "eval")))), marshal.loads(marshal.dumps(c)) == c, marshal.loads(marshal.dumps(c)).co_consts[0])
