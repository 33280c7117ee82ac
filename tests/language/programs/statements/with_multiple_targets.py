class CM:
    def __init__(self, v, fail_enter=False, fail_exit=False): self.v, self.fe, self.fx = v, fail_enter, fail_exit
    def __enter__(self):
        print("enter", self.v)
        if self.fe: raise ValueError(f"enter {self.v}")
        return self.v
    def __exit__(self, t, e, tb):
        print("exit", self.v, t and t.__name__)
        if self.fx: raise KeyError(f"exit {self.v}")
with CM(1) as a, CM((2, 3)) as (b, c), CM([4]) as [d]: print(a, b, c, d)
with (CM("x") as x, CM("y"), CM("z") as z,): print(x, z)
with CM("nested") as n:
    with CM("inner") as n: print(n)
for args in [(1, 0, 1), (0, 1, 0), (1, 1, 1)]:
    try:
        with CM("a", *args[:1]) if False else CM("a"), CM("b", bool(args[0])), CM("c", fail_exit=bool(args[2])): print("body")
    except Exception as e: print(repr(e), repr(e.__context__))
try:
    with CM("a", fail_exit=True), CM("b", fail_exit=True): raise TypeError("body")
except KeyError as e: print(e, "<-", repr(e.__context__), "<-", repr(e.__context__.__context__))
def f():
    for i in range(3):
        with CM(i):
            if i == 0: continue
            if i == 1: return "returned"
print(f())
def g():
    with CM("gen"): yield 1; yield 2
it = g(); print(next(it)); it.close()
l = [0]
with CM("sub") as l[0]: print(l)
with CM([8]) as [l[0]], CM("q") as l[1:]: print(l)
