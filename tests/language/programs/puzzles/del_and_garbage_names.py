x = 10
def f():
    global x
    del x
f()
print("x" in globals())
x = 20
class C:
    y = 1
    del y
    try: y
    except NameError as e: print(e)
    y = 2
print(C.y)
l = list(range(10))
del l[::3], l[-1]
print(l)
del l[:]
print(l)
d = {i: i for i in range(4)}
for k in list(d):
    if k % 2: del d[k]
print(d)
a = b = [1]
del a
print(b)
def g(p):
    del p
    try: return p
    except UnboundLocalError as e: return str(e)
print(g(1))
def h():
    for i in range(3): pass
    del i
    try: i
    except NameError as e: print(type(e).__name__)
    i = "again"
    return i
print(h())
class D:
    def __init__(self): self.v = 1
    def __delattr__(self, n): print("del", n); super().__delattr__(n)
    def __delitem__(self, k): print("delitem", k)
o = D()
del o.v, o[1], o[1:2], o["a", "b"]
try: del o.v
except AttributeError as e: print(e)
(x1, [x2, *x3]) = 1, [2, 3]
del (x1, [x2]), x3
print([n for n in ("x1", "x2", "x3") if n in globals()])
import sys
del sys
import sys as s2
print(s2.__name__)
