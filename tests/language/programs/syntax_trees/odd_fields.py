# Every field of a tree replaced by what does not belong there: compile() says what is wrong.
import ast

SOURCE = """
@deco
async def f(a, /, b: int = 1, *args, c=2, **kw) -> int:
    global g
    async with a as b: await f(x=1, *y, **z)
class A[T: int, *Ts, **P](B, m=C):
    x: int = 1
try: pass
except E as e: pass
else: pass
import a as b
from c import d as e
match x:
    case [1, *r]: pass
    case {1: a, **k} if a: pass
    case A(1, b=2) | None: pass
lambda q: [i for i in j if k]
del x[0], y.z
x = f"{a!r:>{w}}", -a < b, (y := 1), not a and b, {1: 2}, x[1:2]
assert a, b
type X = int
"""
VALUES = [None, 5, "x", [], ast.Load(), ast.Name("q", ast.Store(), lineno=1, col_offset=0), b"a", [5], 1.5, True]
tree = ast.parse(SOURCE)


def attempt(*what):
    try:
        compile(tree, "f", "exec")
    except Exception as e:
        print(*what, type(e).__name__, e)
    else:
        print(*what, "ok")


for i, node in enumerate(list(ast.walk(tree))):
    for field in node._fields:
        if isinstance(node, ast.Interpolation):
            continue
        old = getattr(node, field)
        for value in VALUES:
            setattr(node, field, value)
            attempt(i, type(node).__name__, field, ast.dump(value) if isinstance(value, ast.AST) else repr(value))
        delattr(node, field)
        attempt(i, type(node).__name__, field, "missing")
        setattr(node, field, old)
