# A SyntaxError raised by exec shows its own file, line and caret.
source = """
def f(x):
    return x +

f(1)
"""
print("compiling")
exec(compile(source, "generated.py", "exec"))
