def f(n):
    return [lambda: None, None][n]

print(f(0)())
result = f(0)() or f(1)(f(0), "argument") or f(2)
