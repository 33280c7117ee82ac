# ast.parse(feature_version=...): what older versions lacked.
import ast

SOURCES = ["x: int = 1", "a @ b", "a @= b", "async def f(): pass", "async def f():\n await x", "(x := 1)",
           "async def f(): return [x async for x in y]", "try: pass\nexcept* x: pass", "try: pass\nexcept x, y: pass",
           "match x:\n case 1: pass", "type X = int", "def f[T](): pass", "def f[T = int](): pass", "def f(a, /): pass",
           "lambda a, /: 1", "1_000", "0x_f", "t'{a}'", "with (a as b): pass", "async def f():\n async for x in y: pass"]
for source in SOURCES:
    for minor in range(3, 15):
        try:
            ast.parse(source, feature_version=(3, minor))
        except SyntaxError as e:
            print(repr(source), minor, e.args)
for comments in ("x = 1 # type: int", "def f(a, # type: int\n b):\n # type: (...) -> x\n pass", "# type: ignore[a]\nx",
                 "for x in y: # type: int\n pass", "with a: # type: int\n pass", "x = 1 # type: ignore # b"):
    print(ast.dump(ast.parse(comments, type_comments=True)))
print(ast.dump(ast.parse("(int, *str, **any) -> None", mode="func_type")))
