import functools
from functools import *
calls = []
@lru_cache(maxsize=2)
def f(x, y=0, *, z=1): calls.append(x); return x * 10 + y
print(f(1), f(1), f(2), f(3), f(1), f(1, y=0), f(1.0), f.cache_info(), calls, f.cache_parameters(), f.__wrapped__(5), f.cache_clear(), f.cache_info())
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(100), fib.cache_info().hits, fib.cache_info().maxsize)
@lru_cache(typed=True)
def ty(x): return type(x).__name__
print(ty(1), ty(1.0), ty(True), ty.cache_info())
for bad in (lambda: f([]), lambda: lru_cache("x"), lambda: lru_cache(-5)(len).cache_info(), lambda: f(), lambda: lru_cache(0)(abs)(-1)):
    try: print(bad())
    except TypeError as e: print(e)
@lru_cache
def boom(x): calls.append("boom"); raise ValueError(x)
for _ in range(2):
    try: boom(1)
    except ValueError: pass
print(calls.count("boom"))
p = partial(int, base=2); q = partial(print, 1, 2, sep="-")
print(p("101"), p.func, p.args, p.keywords, p("7", base=8), repr(partial(f, 1)).split(" at ")[0], partial(partial(pow, 2), 5)(), partial(p, "11").args, partial(p, "11")()); q(3)
r = partial(lambda *a, **k: (a, k), 1, Placeholder, 3); print(r(2, 4, x=5))
for bad in (lambda: partial(), lambda: partial(5), lambda: r(), lambda: partial(len, Placeholder), lambda: setattr(p, "func", 1)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], "init"), reduce(max, [3, 9, 2]), reduce(lambda a, b: [a, b], "abc"), reduce(lambda a, b: a, iter([7])), reduce(lambda a, x: a + x, [1, 2], initial=10))
for bad in (lambda: reduce(max, []), lambda: reduce(max, 5), lambda: reduce(max), lambda: reduce(5, [1, 2])):
    try: print(bad())
    except TypeError as e: print(e)
@singledispatch
def show(x): return f"object {x!r}"
@show.register
def _(x: int): return f"int {x}"
@show.register(list)
@show.register(tuple)
def _(x): return f"seq of {len(x)}"
@show.register
def _(x: float | complex): return "number"
print(show(5), show(True), show([1]), show((1, 2)), show("s"), show(1j), show(None), show.dispatch(bool).__name__, sorted(k.__name__ for k in show.registry), show.registry[object](1))
class C:
    @singledispatchmethod
    def m(self, x): return "default"
    @m.register
    def _(self, x: str): return "str " + x
    @cached_property
    def slow(self): calls.append("slow"); return len(calls)
    part = partialmethod(lambda self, a, b: (a, b), 1)
    @total_ordering
    class T:
        def __init__(self, v): self.v = v
        def __lt__(self, o): return self.v < o.v
        def __eq__(self, o): return self.v == o.v
c = C(); print(c.m(1), c.m("x"), c.slow == c.slow, "slow" in vars(c), c.part(2), C.T(1) >= C.T(1), C.T(2) > C.T(1), C.T(1) <= C.T(0)); del c.slow; c.slow; print(calls.count("slow"))
def orig(a: int) -> str:
    "doc"
@wraps(orig)
def w(*a): pass
w2 = update_wrapper(lambda: 0, orig, assigned=["__name__"]); print(w.__name__, w.__doc__, w.__wrapped__ is orig, w.__annotations__, w2.__name__, w2.__doc__, WRAPPER_ASSIGNMENTS)
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)), cmp_to_key(lambda a, b: 0)(1) == cmp_to_key(lambda a, b: 0)(2), max("ab", key=cmp_to_key(lambda a, b: ord(b) - ord(a))))
