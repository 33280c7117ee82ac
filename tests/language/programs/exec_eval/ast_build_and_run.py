# From AST objects to code.
import ast
tree = ast.Module([ast.Assign([ast.Name("x", ast.Store())], ast.BinOp(ast.Constant(6), ast.Mult(), ast.Constant(7))), ast.Expr(ast.Call(ast.Name("print", ast.Load()), [ast.Name("x", ast.Load())], []))], [])
ast.fix_missing_locations(tree)
exec(compile(tree, "<made>", "exec"))
print(eval(compile(ast.Expression(ast.Constant("const")), "<e>", "eval")) if 0 else eval(compile(ast.fix_missing_locations(ast.Expression(ast.List([ast.Constant(i) for i in range(3)], ast.Load()))), "<e>", "eval")))
class Swap(ast.NodeTransformer):
    def visit_Add(self, n): return ast.Sub()
    def visit_Constant(self, n): return ast.copy_location(ast.Constant(n.value * 10), n) if isinstance(n.value, int) else n
    def visit_Name(self, n): return ast.Name(n.id.upper(), n.ctx) if n.id == "v" else n
print(eval(compile(ast.fix_missing_locations(Swap().visit(ast.parse("v + 1", mode="eval"))), "t", "eval"), {"V": 100}))
fn = ast.parse("def f(a, b=2, *c, d, **e): return (a, b, c, d, e)").body[0]
fn.name = "renamed"; fn.args.defaults = [ast.Constant(99, lineno=1, col_offset=0)]
ns = {}; exec(compile(ast.fix_missing_locations(ast.Module([fn], [])), "f", "exec"), ns); print(ns["renamed"](1, d=4))
for bad in [ast.Module([ast.Expr(ast.Name("x", ast.Store()))], []), ast.Module([ast.Assign([], ast.Constant(1))], []), ast.Module([ast.Expr(ast.Constant([1]))], []), ast.Module([ast.Pass()], None), ast.Module([ast.If(ast.Constant(1), [], [])], []), ast.Module([ast.Expr(ast.BinOp(ast.Constant(1), "Add", ast.Constant(2)))], []), ast.Module([5], []), ast.Module([ast.Return(ast.Constant(1))], []), ast.Module([ast.Expr(ast.Compare(ast.Constant(1), [], []))], []), ast.Module([ast.Expr(ast.Name("None", ast.Load()))], []), ast.Module([ast.Try([ast.Pass()], [], [], [])], []), ast.Module([ast.Expr(ast.Dict([ast.Constant(1)], []))], []), ast.Module([ast.Delete([ast.Constant(1)])], []), ast.Module([ast.Expr(ast.BoolOp(ast.And(), [ast.Constant(1)]))], []), ast.Module([ast.ImportFrom("m", [ast.alias("a")], -1)], []), ast.Module([ast.Expr(ast.Starred(ast.Constant(1), ast.Load()))], []), ast.Module([ast.Nonlocal([])], []), ast.Module([ast.Break()], [])]:
    try: compile(ast.fix_missing_locations(bad), "b", "exec"); print("compiled")
    except (ValueError, TypeError, SyntaxError) as e: print(type(e).__name__, e)
for n in (ast.Name("x"), ast.Module([ast.Pass()], [])):
    try: compile(n, "n", "exec")
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
try: compile(ast.parse("1"), "m", "eval")
except TypeError as e: print(e)
t = ast.parse("x = 1")
t.body[0].lineno = 0
try: exec(compile(t, "x", "exec")); print("line 0 ok")
except ValueError as e: print(e)
t = ast.parse("raise_here = 1 / 0"); ast.increment_lineno(t, 41)
try: exec(compile(t, "shifted", "exec"))
except ZeroDivisionError as e: print(e.__traceback__.tb_next.tb_lineno)
