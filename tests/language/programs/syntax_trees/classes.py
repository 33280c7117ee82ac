# What the node classes say of themselves.
import ast

names = [n for n in dir(ast) if isinstance(getattr(ast, n), type) and issubclass(getattr(ast, n), ast.AST)]
for n in sorted(names):
    c = getattr(ast, n)
    if c.__module__ != "ast" or n in ("Index", "ExtSlice", "Suite", "AugLoad", "AugStore", "Param", "slice"):
        continue
    print(n, c.__mro__[1:-1], c._fields, c._attributes, c.__match_args__)
    print("   ", c.__doc__)
    print("   ", getattr(c, "_field_types", None))
    print("   ", {k: v for k, v in c.__dict__.items() if v is None and k != "__doc__"})
print(ast.Name.__annotations__, ast.arg.annotation, ast.expr.end_lineno)
for f in (lambda: ast.Name.id, lambda: ast.expr.lineno):
    try:
        f()
    except AttributeError as e:
        print(e)
match ast.parse("x + 1").body[0].value:
    case ast.BinOp(ast.Name(n), ast.Add(), ast.Constant(v)):
        print("matched", n, v)
