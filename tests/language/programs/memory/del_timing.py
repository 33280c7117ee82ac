class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, end="; ")
def mark(s): print("|", s)
def f():
    x = D("local"); y = x
    mark("before return")
    return 5
f(); mark("after f")
D("expr"); mark("after expr")
a = D("a1"); a = D("a2"); mark("rebound")
a, b = D("t1"), D("t2"); mark("tuple"); a, b = b, a; mark("swapped"); del a; mark("deleted one"); del b; mark("both")
def g(x): x = None; mark("param dropped")
g(D("arg")); mark("after g")
l = [D(i) for i in range(3)]; l.pop(); mark("popped"); l[0] = None; mark("replaced"); l = None; mark("list gone")
for v in (D("for1"), D("for2")): mark("in loop")
mark("after loop"); del v; mark("v gone")
[D("comp") for _ in range(1)]; mark("after comp")
def gen():
    z = D("gen local"); yield 1; mark("resumed")
it = gen(); next(it); mark("suspended"); del it; mark("gen dropped")
try: raise ValueError(D("in exc"))
except ValueError as e: mark("handling")
mark("after except")
def h():
    inner = D("frame")
    raise KeyError
try: h()
except KeyError as e: mark("frame still held")
mark("released")
x = D("walrus") and (y := D("y")); mark("walrus done"); del y, x
class C:
    attr = D("class attr")
    mark("class body end")
del C; import gc; gc.collect(); mark("class collected")
def closure():
    c = D("cell")
    def inner(): return c
    return inner
k = closure(); mark("closure alive"); k = None; mark("closure gone")
d = {"a": D("v1")}; d.update(a=D("v2")); mark("updated"); d.pop("a"); mark("popped"); 
print(D("printed").n); mark("end")
lambda_ = (lambda q=D("default"): q); del lambda_; mark("function gone")
with __import__("contextlib").nullcontext(D("with")) as w: mark("in with")
mark("after with"); del w; mark("done")
del d
print()
