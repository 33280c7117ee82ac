import ast, warnings
n = ast.Name("x", ctx=ast.Load())
print(n._fields, n._attributes, n.id, ast.dump(n), repr(n).split("(")[0], ast.Name._field_types, ast.BinOp.__doc__, ast.expr.__subclasses__()[0].__name__, ast.Constant.__match_args__)
print(hasattr(n, "lineno"), ast.Constant(1), ast.Constant(1, kind="u").kind, ast.Return().value, ast.FunctionDef("f", ast.arguments(), [ast.Pass()]).decorator_list, ast.arguments().args)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    ast.Name("x", foo=1); ast.Name(); ast.BinOp(ast.Constant(1), ast.Add())
for x in w: print(x.category.__name__, x.message)
for bad in (lambda: ast.Name("a", "b", "c"), lambda: ast.Name("a", id="b"), lambda: n.nope, lambda: ast.Name("x").lineno, lambda: ast.Constant(), lambda: ast.literal_eval("x"), lambda: ast.literal_eval("1 + 2"), lambda: ast.literal_eval("f()"), lambda: ast.literal_eval("["), lambda: ast.literal_eval("{[]: 1}"), lambda: ast.parse("x", mode="bad"), lambda: ast.parse("match x:\n case 1: pass", feature_version=(3, 9)), lambda: ast.parse(5)):
    try:
        with warnings.catch_warnings(): warnings.simplefilter("ignore"); print(bad())
    except Exception as e: print(type(e).__name__, str(e)[:100])
print(ast.literal_eval("[1, -2.5, 'a', b'b', (), {1: {2}}, None, True, 1+2j, set()]"), ast.literal_eval(" 5 "), ast.literal_eval("'a' 'b'"))
tree = ast.parse("def f(a):\n  'doc'\n  b = [a for a in a]\n  return lambda: b\nclass C(f): x: int = 1")
print([type(x).__name__ for x in ast.walk(tree)][:12], ast.get_docstring(tree.body[0]), [f for f, v in ast.iter_fields(tree.body[0])], len(list(ast.iter_child_nodes(tree.body[0]))))
class V(ast.NodeVisitor):
    def __init__(self): self.names = []
    def visit_Name(self, x): self.names.append((x.id, type(x.ctx).__name__, x.lineno, x.col_offset)); self.generic_visit(x)
v = V(); v.visit(tree); print(v.names)
print(ast.dump(ast.parse("x[1:2, ...] = y"), indent=2), ast.get_source_segment("a = b + c", ast.parse("a = b + c").body[0].value), ast.compare(ast.parse("a+b"), ast.parse("a + b")), ast.dump(ast.parse("(a)"), include_attributes=True))
for src in ["f(x, *a, k=1, **d)", "lambda a, /, b=1, *c, d, **e: 0", "a if b else c", "[x for y in z if w for q in r]", "{**a, 1: 2}", "not a or b and c", "-a ** -b", "(a, b)[0]", "x[a:b:c, d]", "f'{a!r:>{w}}b{{'", "t'{a}'", "async def f(): await x", "with a as b, c: pass", "try: pass\nexcept* A as e: pass\nelse: pass\nfinally: pass", "match a:\n case [1, *b] | {'k': C(x=1), **r} if g: pass", "type A[T: int = str, *U, **V] = B", "@d\nclass C[T](B, m=1): pass", "del a, b[0], c.d", "global a\nnonlocal_ = 1", "import a.b as c, d\nfrom ..e import f as g, h", "a = b = c; d += 1; e: int = 2", "while a: break\nelse: continue_", "assert a, b; raise A from B", "(yield a); (yield); (yield from b)", "a < b <= c is d not in e", "a @ b // c % d << e >> f & g ^ h | i", "'a' 'b' u'c'; b'd'; 1.5j; 10**100; ...; None; 0xFF; 'é\\n\"'"]:
    try: print(ast.unparse(ast.parse(src)).replace("\n", "\\n"))
    except SyntaxError as e: print("bad", src, e)
