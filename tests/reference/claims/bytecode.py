# Document 004, "Python Bytecode": code objects, dis, and the table of instructions. The names in the table are
# those of Python 3.10; today's names for the same are in the second column here.
import ast
import dis
import io
import os
import py_compile
import types
from claim import claim, here, raises


def add(a, b):
    return a + b


def names(function):
    return [i.opname for i in dis.get_instructions(function)]


code = add.__code__
claim("co_code is bytes", type(code.co_code) is bytes and len(code.co_code) % 2 == 0)
claim("co_consts", code.co_consts == (None,))
claim("co_varnames", code.co_varnames == ("a", "b"))
claim("co_stacksize", code.co_stacksize == 2)
claim("co_names, co_freevars, co_cellvars", (code.co_names, code.co_freevars, code.co_cellvars) == ((), (), ()))
claim("co_argcount and its kin", (code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount, code.co_nlocals) == (2, 0, 0, 2))
claim("co_name, co_qualname, co_firstlineno", (code.co_name, code.co_qualname, code.co_firstlineno) == ("add", "add", next(code.co_positions())[0]))
claim("dis shows what co_code holds", len(names(add)) <= len(code.co_code) // 2)
claim("a + b: load, load, add, return", names(add) == ["RESUME", "LOAD_FAST_BORROW_LOAD_FAST_BORROW", "BINARY_OP", "RETURN_VALUE"])
text = io.StringIO()
dis.dis(add, file=text)
claim("dis.dis writes a listing", text.getvalue().count("\n") == 5 and "(a, b)" in text.getvalue() and "(+)" in text.getvalue())
claim("dis.dis takes source text", (dis.dis("x = 1", file=(t := io.StringIO())), "STORE_NAME" in t.getvalue())[1])


# LOAD_FAST, LOAD_GLOBAL, LOAD_CONST, STORE_FAST, STORE_GLOBAL, BINARY_ADD, CALL_FUNCTION, RETURN_VALUE, JUMP_IF_TRUE, POP_TOP
value = 3


def uses():
    global stored
    x = "constant"
    stored = value
    len(x)
    if x or value:
        return x + x
    return "other"


used = dict.fromkeys(names(uses))
claim("LOAD_FAST: a local variable onto the stack", any(n.startswith("LOAD_FAST") for n in used))
claim("LOAD_GLOBAL: a global variable", "LOAD_GLOBAL" in used)
claim("LOAD_CONST: a constant", "LOAD_CONST" in used)
claim("STORE_FAST: the top of the stack to a local", "STORE_FAST" in used)
claim("STORE_GLOBAL: to a global", "STORE_GLOBAL" in used and (uses(), stored)[1] == 3)
claim("BINARY_ADD: today BINARY_OP (+)", any(i.opname == "BINARY_OP" and i.argrepr == "+" for i in dis.get_instructions(uses)))
claim("CALL_FUNCTION: today CALL, with N arguments", any(i.opname == "CALL" and i.arg == 1 for i in dis.get_instructions(uses)))
claim("RETURN_VALUE", "RETURN_VALUE" in used)
claim("JUMP_IF_TRUE: today POP_JUMP_IF_TRUE", "POP_JUMP_IF_TRUE" in used)
claim("POP_TOP: discard the top of the stack", "POP_TOP" in used)


def loop_example():
    total = 0
    for i in range(10):
        total += i
    return total


shown = names(loop_example)
claim("a loop: GET_ITER, FOR_ITER, JUMP_BACKWARD", [n for n in shown if n in ("GET_ITER", "FOR_ITER", "JUMP_BACKWARD")] == ["GET_ITER", "FOR_ITER", "JUMP_BACKWARD"])
claim("INPLACE_ADD: today BINARY_OP (+=)", any(i.argrepr == "+=" for i in dis.get_instructions(loop_example)))
for _ in range(100):
    loop_example()
claim("what runs hot shows the same instructions", names(loop_example) == shown)
claim("... and the same co_code", loop_example.__code__.co_code == compile(ast.parse("def f():\n    total = 0\n    for i in range(10):\n        total += i\n    return total"), "", "exec").co_consts[0].co_code)
jumps = [i for i in dis.get_instructions(loop_example) if i.jump_target is not None]
claim("jumps lead somewhere", sorted(i.opname for i in jumps) == ["FOR_ITER", "JUMP_BACKWARD"])
claim("every instruction has a position", all(i.positions.lineno for i in dis.get_instructions(loop_example)))
claim("co_lines and co_positions", len(list(code.co_positions())) == len(code.co_code) // 2 and list(code.co_lines())[-1][2] == code.co_firstlineno + 1)


def changed(a, b):
    return a - b


minus = changed.__code__
changed.__code__ = code
claim("a function's code can be exchanged", changed(2, 3) == 5)
claim("code.replace", types.FunctionType(minus.replace(co_name="other"), {})(5, 3) == 2 and minus.replace(co_name="other").co_name == "other")
consts = compile("answer = 42; text = 'x'", "", "exec")
space = {}
exec(consts.replace(co_consts=tuple("y" if c == "x" else c for c in consts.co_consts)), space)
claim("... with other constants is another program", space["text"] == "y")

# AST and compile
tree = ast.parse("x = 1 + 2")
claim("ast.dump", ast.dump(tree) == "Module(body=[Assign(targets=[Name(id='x', ctx=Store())], value=BinOp(left=Constant(value=1), op=Add(), right=Constant(value=2)))])")
claim("ast.unparse", ast.unparse(tree) == "x = 1 + 2")
code = compile("x = 1 + 2", "<string>", "exec")
space = {}
exec(code, space)
claim("compile and exec", space["x"] == 3)
claim("1 + 2 is computed when it is compiled", [i.argval for i in dis.get_instructions(code) if i.opname.startswith("LOAD_")] == [3, None])
claim("eval", eval(compile("1 + 2", "", "eval")) == 3)
claim("an AST compiles too", (exec(compile(tree, "", "exec"), space), space["x"])[1] == 3)

# .pyc files
with open("compiled.py", "w") as f:
    f.write("answer = 6 * 7\n")
path = py_compile.compile("compiled.py")
claim("bytecode in .pyc files", os.path.exists(path) and path.endswith(".pyc") and "__pycache__" in path)
with open(path, "rb") as f:
    data = f.read()
import importlib.util
import marshal

claim("... which begin with a magic number", data[:4] == importlib.util.MAGIC_NUMBER and data[2:4] == b"\r\n")
claim("... and hold the marshalled code", marshal.loads(data[16:]).co_filename == "compiled.py")
exec(marshal.loads(data[16:]), space)
claim("... which the virtual machine executes", space["answer"] == 42)
os.rename(path, "sourceless.pyc")
import sourceless

claim("a .pyc alone can be imported", sourceless.answer == 42)
