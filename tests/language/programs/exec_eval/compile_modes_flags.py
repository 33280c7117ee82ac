import ast
c = compile("a = 1\na + 1", "<s>", "exec"); e = compile("1 + 1", "<s>", "eval"); s = compile("1 + 1", "<s>", "single")
print(c.co_name, c.co_filename, c.co_firstlineno, c.co_flags & 64, e.co_name, type(s).__name__, exec(c), eval(e), eval(s), exec(s))
exec(compile("for i in range(2): i\n", "<s>", "single")); exec(compile("x = 5; x; None; 'str'", "<s>", "single"))
for args in [("1", "f", "nope"), ("1", "f"), ("a = 1", "f", "eval"), ("a\nb", "f", "single"), ("", "f", "single"), ("", "f", "eval"), ("", "f", "exec"), (5, "f", "exec"), ("1", 5, "exec"), ("1", b"f", "exec"), ("1", "f", "exec", 1 << 30), ("1", "f", "exec", 0, False, 5), ("a\0b", "f", "exec"), ("1", "f", "exec", 0, 0, -2), ("if 1:", "f", "single"), ("1", "f", 5), ("for x in y: z", "f", "single"), ("def f(): pass", "f", "single"), ("x = ", "f", "single")]:
    try: print(args, type(compile(*args)).__name__)
    except Exception as ex: print(args, type(ex).__name__, ex)
t = compile("x + 1", "f", "eval", ast.PyCF_ONLY_AST)
print(ast.dump(t), ast.dump(compile("1\n2", "f", "exec", ast.PyCF_ONLY_AST)), ast.dump(compile("1\n", "f", "single", ast.PyCF_ONLY_AST)))
print(ast.dump(compile("1 + 2 * 3", "f", "eval", ast.PyCF_OPTIMIZED_AST)), ast.dump(compile("assert x\n__debug__", "f", "exec", ast.PyCF_OPTIMIZED_AST, optimize=1)))
src = '"doc"\ndef f():\n "fdoc"\n assert 0\n return __debug__\n'
for opt in (-1, 0, 1, 2):
    ns = {}; exec(compile(src, "f", "exec", optimize=opt), ns)
    try: print(opt, ns.get("__doc__"), ns["f"].__doc__, ns["f"]())
    except AssertionError: print(opt, ns.get("__doc__"), ns["f"].__doc__, "assert ran")
print(compile("await x", "f", "eval", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT).co_flags & 128, compile("async for i in x: pass", "f", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT).co_flags & 128, compile("1", "f", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT).co_flags & 128)
co = compile("y = await x", "f", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
class Aw:
    def __await__(self): return "awaited"; yield
import types
ns = {"x": Aw()}; r = eval(co, ns)
try: r.send(None)
except StopIteration: print(ns["y"])
import __future__
f = compile("a: b", "f", "exec", __future__.annotations.compiler_flag); print(bool(f.co_flags & __future__.annotations.compiler_flag))
for src in ["from __future__ import nope", "from __future__ import braces", "x\nfrom __future__ import division", "'doc'\nfrom __future__ import division", "from __future__ import (division, generators)", "from __future__ import *", "from __future__ import barry_as_FLUFL\n1 <> 2", "from __future__ import barry_as_FLUFL\n1 != 2"]:
    try: compile(src, "f", "exec"); print("ok", repr(src))
    except SyntaxError as ex: print(repr(src), ex.msg)
