(a, b), c = [1, 2], 3
print(a, b, c)
*a, = "hello"
print(a)
a, *_, b = range(10)
print(a, b, _)
(a, *b), *c = (1, 2, 3), 4, 5
print(a, b, c)
a, (b, (c, *d)), e = 1, (2, (3, 4, 5)), 6
print(a, b, c, d, e)
for i, (x, *y) in enumerate([(1, 2, 3), "ab"]): print(i, x, y)
print(*[1, 2], *"ab", *{"k": 1}, sep="-")
def f(*args, **kw): return args, kw
print(f(*range(2), *[], **{"a": 1}, **{}), [*range(3), *[9]], {**{"a": 1}, "b": 2}, (*"xy",), {*"aab"} == {"a", "b"})
first, second, *rest = {"x": 1, "y": 2, "z": 3}.items()
print(first, second, rest)
a = [1, 2, 3]
a[0], a[1:], = 9, [8]
print(a)
x, y, z = "abc"; x, y, z = z, x, y
print(x, y, z)
[p, q], r = {1: 2, 3: 4}, 5
print(p, q, r)
head, *tail = [1]; print(head, tail)
*init, last = "a"; print(init, last)
m = {}
m["a"], *m["b"] = 1, 2, 3
print(m)
try: a, b = 1
except TypeError as e: print(e)
try: (a, b), c = 1, 2
except TypeError as e: print(e)
