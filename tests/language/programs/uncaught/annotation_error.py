def f(x: NotDefinedAnywhere) -> int:
    return x

print(f(5))
print(f.__annotations__)
