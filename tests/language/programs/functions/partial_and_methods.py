# Bound and unbound methods, method objects, partial, methodcaller-like tricks.
class C:
    def __init__(self, n): self.n = n
    def m(self, *a): return self.n, a
c = C(1)
m = c.m
print(m(2), m.__self__ is c, m.__func__ is C.m, m.__name__, c.m == c.m, c.m is c.m, C.m(c, 9))
print(C(1).m == C(1).m, hash(c.m) == hash(c.m))
m.__func__.tag = "t"
print(m.tag)
try:
    m.other = 1
except AttributeError as e:
    print(e)
import types
bound = types.MethodType(lambda self, x: (self, x), 42)
print(bound(1), bound.__self__)
try:
    types.MethodType(1, 2)
except TypeError as e:
    print(e)
try:
    types.MethodType(len, None)
except TypeError as e:
    print(e)
print(types.MethodType(len, [1, 2, 3])())
c.inst = lambda x: ("no self", x)
print(c.inst(5))
c.m = "shadowed"
print(c.m, C.m(c))
print([].append.__self__, "abc".upper.__name__, str.upper, len.__self__.__name__, "x".join.__qualname__)
print(str.upper("q"), list(map(str.strip, [" a ", "b "])), int.__add__(1, 2), (5).__add__(6))
try:
    str.upper(5)
except TypeError as e:
    print(e)
try:
    str.upper()
except TypeError as e:
    print(e)
try:
    int.__add__("a", 1)
except TypeError as e:
    print(e)
from functools import partial
p = partial(pow, 2)
print(p(5), p.func is pow, p.args, p.keywords, partial(p, 3)(), partial(print, "x", sep="-")("y"))
print(sorted("bAc", key=partial(str.casefold)), repr(partial(int, base=2)), partial(int, base=2)("101"))
