# A mini program: a pipeline of closures over records.
from functools import reduce
def where(**conds):
    def run(rows):
        return [r for r in rows if all(r.get(k) == v for k, v in conds.items())]
    return run
def select(*names):
    return lambda rows: [{n: r[n] for n in names} for r in rows]
def order_by(name, desc=False):
    return lambda rows: sorted(rows, key=lambda r: r[name], reverse=desc)
def group(name, agg):
    def run(rows):
        out = {}
        for r in rows:
            out.setdefault(r[name], []).append(r)
        return {k: agg(v) for k, v in out.items()}
    return run
def pipe(*stages):
    return lambda data: reduce(lambda acc, s: s(acc), stages, data)
rows = [dict(zip(("name", "team", "points"), t)) for t in
        [("ann", "red", 5), ("bob", "blue", 7), ("cid", "red", 9), ("dee", "blue", 1), ("eve", "green", 3)]]
print(pipe(where(team="red"), order_by("points", desc=True), select("name"))(rows))
print(pipe(group("team", lambda g: sum(r["points"] for r in g)))(rows))
print(pipe()(1), pipe(str, len)(12345))
def curry(f, n=None, args=()):
    n = f.__code__.co_argcount if n is None else n
    return f(*args) if len(args) >= n else lambda *a: curry(f, n, args + a)
add3 = curry(lambda a, b, c: a + b * c)
print(add3(1)(2)(3), add3(1, 2)(3), add3(1)(2, 3), add3(1, 2, 3))
def memo(f):
    cache = {}
    def w(*a):
        if a not in cache:
            print("compute", a)
            cache[a] = f(*a)
        return cache[a]
    w.cache = cache
    return w
@memo
def grid(m, n): return 1 if m == 0 or n == 0 else grid(m - 1, n) + grid(m, n - 1)
print(grid(2, 2), len(grid.cache))
church = lambda n: lambda f: lambda x: reduce(lambda a, _: f(a), range(n), x)
plus = lambda a, b: lambda f: lambda x: a(f)(b(f)(x))
print(plus(church(3), church(4))(lambda k: k + 1)(0), church(5)(lambda s: s + "*")(""))
