# Node classes: what their constructors take, fill in and warn about.
import ast
import warnings


def show(label, f):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            r = f()
        except Exception as e:
            r = f"{type(e).__name__}: {e}"
        else:
            r = r.__dict__ if isinstance(r, ast.AST) else r
    print(label, "->", r, [str(w.message) for w in caught])


show("Name", lambda: ast.Name())
show("Name a", lambda: ast.Name("a"))
show("Name a Store", lambda: ast.Name("a", ast.Store()))
show("Name too many", lambda: ast.Name("a", ast.Load(), 3))
show("Name twice", lambda: ast.Name("a", id="b"))
show("Name unknown", lambda: ast.Name(id="a", foo=1))
show("Constant", lambda: ast.Constant(5))
show("Constant none", lambda: ast.Constant())
show("Module", lambda: ast.Module())
show("Assign", lambda: ast.Assign(lineno=1))
show("AST", lambda: ast.AST(1))
show("AST kw", lambda: ast.AST(x=1))
show("expr", lambda: ast.expr(lineno=1))
show("stmt", lambda: ast.stmt(1))
show("Pass", lambda: ast.Pass(end_lineno=3))
show("alias", lambda: ast.alias("a", "b"))


class Own(ast.AST):
    _fields = ("a", "b")


class Typed(ast.AST):
    _fields = ("a", "b", "c")
    _field_types = {"a": int | None, "b": list[int]}


show("Own", lambda: Own(1, 2))
show("Own one", lambda: Own(1))
show("Own three", lambda: Own(1, 2, 3))
show("Typed", lambda: Typed(c=1))
show("Typed c", lambda: Typed())
show("Sub", lambda: type("Sub", (ast.Name,), {})("x"))
print(sorted(ast.FunctionDef("f", ast.arguments()).__dict__))
print(ast.Load() is ast.Load(), ast.parse("a").body[0].value.ctx is ast.parse("b").body[0].value.ctx)
