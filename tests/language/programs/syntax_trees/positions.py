# Locations that make no sense, at every kind of node that has one.
import ast

SOURCE = """
def f(a, /, b: int = 1, *args, c=2, **kw) -> int:
    return f(x=1, *y, **z)
class A[T: int, *Ts, **P](B, m=C): pass
try: pass
except E as e: pass
import a as b
from c import d as e
with a as b: pass
match x:
    case [1, *r]: pass
    case {1: a, **k}: pass
lambda q: [i for i in j if k]
x = f"{a!r:>{w}}"
t"{a}"
"""
tree = ast.parse(SOURCE)
for i, node in enumerate([n for n in ast.walk(tree) if hasattr(n, "lineno")]):
    old = node.lineno, node.col_offset, node.end_lineno, node.end_col_offset
    for bad in ((5, 0, 4, 0), (1, 5, 1, 3), (-1, 0, 2, 0), (1, -2, 1, 3), (-1, -1, -1, -1)):
        node.lineno, node.col_offset, node.end_lineno, node.end_col_offset = bad
        try:
            compile(tree, "f", "exec")
        except ValueError as e:
            print(i, type(node).__name__, bad, e)
        else:
            print(i, type(node).__name__, bad, "ok")
    node.lineno, node.col_offset, node.end_lineno, node.end_col_offset = old
for bad in ("x", 1.5, None, 2**70, True):
    try:
        compile(ast.Expression(ast.Name("a", ast.Load(), lineno=bad, col_offset=0)), "f", "eval")
    except Exception as e:
        print(repr(bad), type(e).__name__, e)
    else:
        print(repr(bad), "ok")
