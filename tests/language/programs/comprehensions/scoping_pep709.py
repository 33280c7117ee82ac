# Inlined comprehensions keep their own scope.
x = "global"
r = [x for x in range(3)]
print(x, r)
def f():
    x = "local"
    r = [x for x in range(3)]
    return x, r
print(f())
def g():
    r = [y for y in range(3)]
    try: return y
    except NameError as e: return str(e)
print(g())
def h(x):
    return [x for x in x], x
print(h([1, 2]))
def k():
    fs = [lambda: i for i in range(3)]
    i = "outer"
    return [fn() for fn in fs], i
print(k())
def nested():
    a = 1
    return [[a + b for a in range(b)] for b in range(a, 4)], a
print(nested())
class C:
    y = 2
    z = [y for y in range(3)]
    w = [q for q in range(y)]
    try:
        v = [y for _ in range(1)]
    except NameError as e:
        v = str(e)
    fn = [lambda: y for _ in [0]][0]
    y2 = [lambda s: s.y for _ in [0]]
print(C.y, C.z, C.w, C.v, C.y2[0](C))
try:
    C.fn()
except NameError as e:
    print(e)
def exc():
    e = "before"
    try:
        [1 / e for e in (1, 0)]
    except ZeroDivisionError:
        pass
    return e
print(exc())
def unbound():
    try:
        [z for q in [1] if z]
        z = 1
    except NameError as e:
        print(type(e).__name__, e)
    [z for z in [5]]
    try: z
    except UnboundLocalError as e: print(e)
    z = 2
unbound()
