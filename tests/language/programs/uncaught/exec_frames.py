code = """
def f(x):
    return 10 // x

print(f(5))
f(0)
"""
exec(code)
