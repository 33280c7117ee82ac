def f(*a, **k): a += (1,); k["new"] = 1; return a, k
t, d = (5,), {"x": 1}
print(f(*t, **d), t, d)
def g(l=[], *, s=set()): l.append(1); s.add(len(l)); return l, s
print(g(), g(), g([]), g(s=set()))
def h(a, b=2, *c, d=4, **e): return locals()
print(h(1), h(1, 3, 5, d=6, e=7), h(a=1, **{"z": 2}), h(*"abc"))
def kw(**kw): return kw
m = {"b": 1, "a": 2}
print(list(kw(**m)), list(kw(z=0, **m, y=9)), kw(**{"not valid": 1, "class": 2}))
def pos(a, /, **kw): return a, kw
print(pos(1, a=2), pos(1, **{"a": 3, "/": 4}))
def only(*, a, b=a_default if False else 5): return a, b
print(only(a=1), only(**{"a": 2, "b": 3}))
def outer(*args):
    def inner(): return args
    args = args[::-1]
    return inner()
print(outer(1, 2, 3))
print((lambda *a, **k: (len(a), sorted(k)))(*range(5), **dict.fromkeys("cab")))
def rec(n, *rest): return (n, rec(*rest)) if rest else (n,)
print(rec(1, 2, 3))
print(max(*[3, 1], *[4]), print(*[], sep="x") is None, dict(**{"a": 1}, b=2), [*f(1, *(2,), 3)[0]], int(*["ff"], **{"base": 16}))
