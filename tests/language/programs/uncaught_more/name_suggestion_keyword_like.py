# A Python 2 or other language habit.
def f(x):
    return x if x else null
print(f(1))
print(f(0))
