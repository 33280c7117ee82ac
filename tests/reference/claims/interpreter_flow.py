# Document 001, "Interpreter Architecture" and its diagram: source, tree, bytecode, machine, state.
import ast
import sys
import types
from claim import claim, here, raises

source = "total = 0\nfor i in range(5):\n    total += i\n"
tree = ast.parse(source)
claim("the parser converts source code to an AST", type(tree) is ast.Module and [type(s).__name__ for s in tree.body] == ["Assign", "For"])
claim("the tree says where everything stands", [(s.lineno, s.col_offset, s.end_lineno, s.end_col_offset) for s in tree.body] == [(1, 0, 1, 9), (2, 0, 3, 14)])
code = compile(tree, "<source>", "exec")
claim("the compiler transforms the AST to bytecode", type(code) is types.CodeType and type(code.co_code) is bytes and len(code.co_code) > 20)
claim("... the same from the source at once", compile(source, "<source>", "exec").co_code == code.co_code)
space = {}
exec(code, space)
claim("the virtual machine executes bytecode", space["total"] == 10)
claim("a changed tree is another program", (setattr(tree.body[0].value, "value", 100), exec(compile(tree, "", "exec"), space), space["total"])[2] == 110)
claim("what the parser refuses is a SyntaxError", bool(raises(SyntaxError, ast.parse, "a = = 1")))
seen = []
exec(compile("seen.append(sys._getframe())", "<source>", "exec"), {"sys": sys, "seen": seen})
claim("sys exposes the runtime state: the frame", seen[0].f_code.co_filename == "<source>" and seen[0].f_globals["seen"] is seen)
claim("sys itself is a built-in module", "sys" in sys.builtin_module_names and not hasattr(sys, "__file__"))
claim("the components are reachable: _ast", "_ast" in sys.builtin_module_names)
