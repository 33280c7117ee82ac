# More of the scope of inlined comprehensions: locals(), cells, globals, deleted names.
x = "global"
def loc():
    a = 1
    return [sorted(locals()) for b in [0]]
print(loc())
def cell():
    def inner(): return v
    [v for v in range(3)]
    v = "cell var"
    return inner(), [inner() for v in range(2)], v
print(cell())
def glob():
    global x
    [x for x in "abc"]
    return x
print(glob())
def walrus():
    [w := i for i in range(3)]
    return w
print(walrus())
def deleted():
    n = 5
    del n
    r = [n for n in range(2)]
    try: n
    except UnboundLocalError as e: return r, str(e)
print(deleted())
l = [l for l in [[1]]]
print(l)
