class Log:
    def __delattr__(self, n): print("delattr", n)
    def __delitem__(self, k): print("delitem", k)
o = Log()
del o.a, o["k"], o[1:2], o[:, 1], o[...], o[()], o[*[1], 2]
del (o.b), (o.c, [o.d, (o[0])])
x = y = z = 1
del x, (y), [z]
print([n for n in "xyz" if n in globals()])
a = list(range(10))
del a[1], a[-1]; print(a)
del a[::2]; print(a)
del a[1:], a[:]; print(a)
d = {i: i for i in range(3)}
del d[0], d[1]; print(d)
def f(p, *q):
    del p, q
    return locals()
print(f(1, 2))
def g():
    c = 1
    def inner():
        nonlocal c
        del c
    inner()
    try: return c
    except NameError as e: return str(e)
print(g())
del ()
del []
for bad in ("del q_undefined", "del [].x", "del {}['k']", "del ().y", "del (1)", "del f()", "del 'a'[0]", "del (5).real", "del print.x", "del int.real", "del [][0]", "del {}[[]]", "del None.x"):
    try: exec(bad)
    except Exception as e: print(bad, type(e).__name__, e)
class C: p = property(lambda s: 1, None, lambda s: print("property deleted"))
c = C(); del c.p
class S: __slots__ = "v"
s = S(); s.v = 1; del s.v
try: del s.v
except AttributeError as e: print("slot", e)
