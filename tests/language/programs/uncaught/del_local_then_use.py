def f(x):
    del x
    return x

print("go")
f(1)
