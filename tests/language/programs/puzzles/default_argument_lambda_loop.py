ops = []
for name in ("add", "mul"):
    for k in (1, 2):
        ops.append(lambda x, name=name: (name, x + k if name == "add" else x * k))
print([f(10) for f in ops])
acts = {n: (lambda: n) for n in "ab"}
print(acts["a"](), acts["b"]())
def mk():
    r = []
    for i in range(3):
        def f(i=i, j=[]):
            j.append(i)
            return j
        r.append(f)
    return r
f1, f2, f3 = mk()
print(f1(), f1(), f2(), f1(7))
