# repr, __reduce__, copy and __replace__ of nodes.
import ast
import copy

for source in ("x=1", "x=1;y=2;z=3", "def f(a,b=1): return a+b*c(d)", "a", "f(a,b,c)", "global a,b,c,d",
               "[1,2]", "[1,2,3]", "((((1,),),),)", "lambda: 0", "f'{a!r:>{w}}'", "match x:\n case [1, *r]: pass"):
    print(repr(ast.parse(source)))
print(repr(ast.List((1, 2, 3))), repr(ast.List(5)), repr(ast.List(None)), repr(ast.AST()))
loop = ast.Expr(ast.List([]))
loop.value.elts.append(loop)
print(repr(loop))
print(ast.Name("a").__reduce__())
print(ast.parse("a+1").body[0].value.__reduce__()[:2], ast.arguments().__reduce__()[1])

node = ast.Name("a", lineno=1)
node.extra = 5
print(copy.replace(node, id="b", lineno=4).__dict__)
print(copy.copy(node).__dict__, copy.deepcopy(node).__dict__)


def attempt(f):
    try:
        print(f().__dict__)
    except TypeError as e:
        print(e)


attempt(lambda: copy.replace(node, foo=1))
attempt(lambda: node.__replace__(1))
attempt(lambda: copy.replace(ast.arg("a"), arg="b"))
attempt(lambda: copy.replace(ast.Pass(), end_lineno=3))
empty = ast.FunctionDef("f", ast.arguments())
empty.__dict__.clear()
attempt(lambda: copy.replace(empty))
attempt(lambda: copy.replace(empty, name="x"))
