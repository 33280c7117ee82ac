# Scope, laziness, and what is evaluated immediately.
def src(tag, n):
    print("src", tag)
    return range(n)
g = (x * y for x in src("outer", 2) for y in src("inner", 2))
print("created")
print(list(g))
try:
    (x for x in 5)
except TypeError as e:
    print("immediate:", e)
h = (1 / x for x in [1, 0])
print(next(h))
try:
    next(h)
except ZeroDivisionError as e:
    print(e, list(h))
a = [1, 2]
lazy = (v for v in a if v in a2)
a2 = [2]
print(list(lazy))
f = 5
lazy = (v * f for v in [1])
f = 100
print(list(lazy))
print(sum(i for i in range(5)), max((len(s), s) for s in ("aa", "b")), any(c == "b" for c in "abc"), all(()), "".join(c for c in "abc"))
print(sorted((-i for i in range(4)), key=abs), dict((k, v) for k, v in zip("ab", (1, 2))))
def outer(n):
    total = sum((lambda: i * n)() for i in range(3))
    return total
print(outer(10))
class C:
    vals = [1, 2]
    try:
        r = list(v for v in vals if v in vals)
    except NameError as e:
        print(e)
    ok = list(v for v in vals)
print(C.ok)
nested = ((j for j in range(i)) for i in range(3))
print([list(x) for x in nested])
def gen_with_await_like():
    return (yield_ for yield_ in "xy")
print(*gen_with_await_like())
i = "kept"
list(i for i in range(3))
print(i)
print(next((x for x in range(10) if x > 5), None), next((x for x in range(3) if x > 5), "none"))
w = ((last := k) for k in range(3))
print(list(w), last)
print(type(x for x in ()), (y for y in "q").send.__name__)
b = (1 for _ in iter(int, 1))
print(next(b), next(b))
