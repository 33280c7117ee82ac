# Star expressions in calls, displays, returns, subscripts, and error texts.
def f(*a, **k):
    return a, k
print(f(*[1], 2, *(3, 4), **{"x": 1}, y=2, **{"z": 3}))
print([*range(2), *"ab"], (*[], 1), {*[1, 1]}, {**{"a": 1}, "b": 2, **{"a": 3}})
def r():
    return 1, *[2, 3]
print(r())
for x in *[1, 2], 3:
    print(x, end=" ")
print()
t = *"ab",
print(t)
def gen():
    yield 0, *[1]
print(list(gen()))
print(f(**{}), f(*()), f(*"", **{}))
for expr in ["f(*5)", "f(**5)", "f(**{1: 2})", "f(a=1, **{'a': 2})", "f(*[1], **[('a', 1)])", "[*None]", "{**[]}", "print(*1)",
             "max(**{'x': 1}, **{'x': 2})", "len(*[1, 2])", "{*3}", "(*4,)"]:
    try:
        print(eval(expr))
    except TypeError as e:
        print(expr, "->", e)
class M:
    def keys(self): return iter("pq")
    def __getitem__(self, k): return k * 2
print(f(**M()), {**M()})
d = dict(**M(), r=1)
print(d)
a, *b = *"xyz", 1
print(a, b)
d = {0: [9, 8]}
print(d[0][*[1]] if False else "star index makes a tuple")
