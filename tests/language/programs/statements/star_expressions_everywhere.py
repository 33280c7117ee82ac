a, b = [1, 2], (3,)
print(*a, *b, sep=",")
print([*a, *b], (*a, *b), {*a, *b} == {1, 2, 3}, {**{"x": 1}, **{"y": 2}}, [*a, 0, *b, *"st", *range(2), *{"k": 1}, *(x for x in a)])
t = *a, 9
u = *a,
(*v,), *w = [a], *b
print(t, u, v, w)
def f(*args, **kw): return args, kw
print(f(*a, *b, **{"k": 1}, j=2, **{}), f(*a, x=1, *b), f(**{"a": 1}, b=2), f(*f(*a)[0]), f(*"", **{}))
def g(): return *a, *b
def h(): yield *a, 5
print(g(), list(h()), [*h()][0])
for x in *a, *b: print(x, end=" ")
print(x)
d = {1: 2}
print(d | {**d, 3: 4}, {**d, 1: "over"}, {1: "first", **d}, dict(**{"k": 1}, m=2), [*{**d}], [*d.items()])
class C:
    def __getitem__(self, k): return k
print(C()[*a], C()[*a, *b], C()[0, *b, :])
first, *rest = [*a, *b]; *init, last = rest
print(first, rest, init, last)
(p, *q), [*r, s] = "abc", range(3)
print(p, q, r, s)
print(max(*a, *b, key=lambda v: -v), "{}-{}-{}".format(*a, *b), "%s %s" % (*a,), min(*a), set().union(*[a, b]), list(zip(*[a, [8, 9]])), sum([*a, *b]))
class D(*(int,), **{}): pass
print(D.__mro__[1].__name__, (lambda *x, **y: (x, y))(*a, **{"z": 0}))
match [*a, *b]:
    case [x, *y]: print(x, y)
e = [*map(str, a), *filter(None, [0, 7])]; print(e, [*[*[*a]]])
try: [*1]
except TypeError as z: print(z)
try: {**a}
except TypeError as z: print(z)
try: f(**a)
except TypeError as z: print(z)
