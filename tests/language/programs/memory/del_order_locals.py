class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f(x, y, *args, k=None, **kw):
    a = D("a"); b = D("b"); c = D("c")
    print("return f")
f(D("x"), D("y"), D("s0"), D("s1"), k=D("k"), z=D("kw z"))
def exc():
    a = D("a"); b = D("b")
    raise ValueError
try: exc()
except ValueError as e: print("handler")
print("after handler")
def gen():
    a = D("ga"); b = D("gb")
    yield 1
    c = D("gc")
for _ in gen(): print("loop")
print("generator done")
g = gen(); next(g); del g
print("generator dropped")
g = gen(); next(g); g.close()
print("generator closed")
def cells():
    a = D("cell a"); b = D("local b"); c = D("cell c")
    def inner(): return a, c
    print("return cells")
cells()
def free():
    a = D("free a"); b = D("free b")
    def inner():
        x = D("inner x")
        return a, b
    inner()
    print("return free")
free()
def stack(): return [D("s1"), D("s2"), 1 / 0]
try: stack()
except ZeroDivisionError: print("in handler")
def call(a, b): raise KeyError
try: call(D("arg1"), D("arg2"))
except KeyError: print("call failed")
def kw(*, p, q): pass
kw(p=D("p"), q=D("q"))
try: kw(p=D("p"), r=D("r"))
except TypeError as e: print(e)
class C:
    body = D("class body")
    other = D("class other")
del C
import gc; gc.collect()
def frame_kept():
    import sys
    a = D("fa"); b = D("fb")
    return sys._getframe()
fr = frame_kept(); print("have frame"); fr.clear(); print("cleared"); del fr
fr = frame_kept(); print("have frame"); del fr; print("dropped")
async def coro():
    a = D("ca"); b = D("cb")
    return 1
try: coro().send(None)
except StopIteration: print("coroutine done")
def deleted():
    a = D("da"); b = D("db")
    del a
    print("deleted a")
    a = D("da2")
deleted()
lst = [D(1), D(2), D(3)]; del lst
d = {1: D("v1"), 2: D("v2")}; d.clear()
s = {D("in set")}; s.clear()
t = (D("t1"), D("t2")); del t
o = type("O", (), {})(); o.a = D("oa"); o.b = D("ob"); del o
lst = [D("x0"), D("x1"), D("x2")]; lst[:] = []; lst = [D("y0"), D("y1")]; lst.clear(); lst = [D("z0"), D("z1"), D("z2")]; del lst[0:2]; lst[0] = None
d = {"a": D("d1"), "b": D("d2")}; del d
