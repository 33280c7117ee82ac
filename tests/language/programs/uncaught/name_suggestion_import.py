# A module name that exists in the standard library but was not imported.
def f(x):
    return math.floor(x)

print("start")
f(1.5)
