"""
Python compiles source code to bytecode (.pyc files)
Bytecode is executed by the Python Virtual Machine (PVM)
"""

def add(a, b):
    return a + b

# View bytecode
import dis
dis.dis(add)
# Output:
#   2           0 LOAD_FAST                0 (a)
#               2 LOAD_FAST                1 (b)
#               4 BINARY_ADD
#               6 RETURN_VALUE

# Code object
add.__code__
add.__code__.co_code        # Raw bytecode bytes
add.__code__.co_consts      # Constants used
add.__code__.co_varnames    # Local variable names
add.__code__.co_stacksize   # Maximum stack size

# Compile to AST
import ast
tree = ast.parse("x = 1 + 2")
ast.dump(tree)

# Compile source to code object
code = compile("x = 1 + 2", "<string>", "exec")
exec(code)
print(x)  # 3
