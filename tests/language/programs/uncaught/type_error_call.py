def f(a, b):
    return a

print(f(1, 2))
x = f(1,
      f(2, 3),
      4)
