class A:
    def m(self): pass
    @classmethod
    def c(cls): pass
    @staticmethod
    def s(): pass
    def __eq__(self, o): return True
    __hash__ = None
a, b = A(), A()
print(a.m == a.m, a.m == b.m, a.m is a.m, a.c == b.c, A.c == a.c, A.s is a.s, A.m is A.m, a.m.__func__ is A.m)
try: print(hash(a.m) == hash(a.m))
except TypeError as e: print(e)
print([].append == [].append, (x := []).append == x.append, "a".join == "a".join, len == len, str.join is str.join, (1).__add__ == (1).__add__, int.__add__ is int.__add__)
f = lambda: 0; g = lambda: 0
print(f == g, f.__code__ == g.__code__, f == f, {f: 1}.get(g), f != g)
p = property(lambda s: 1)
print(p == property(p.fget), classmethod(f) == classmethod(f), slice(1) == slice(1), range(2) == range(2), type(a) == A, super(A, a) == super(A, a))
import functools
print(functools.partial(f) == functools.partial(f), a.m.__self__ is a, a.m.__eq__(5), a.m.__ne__(a.m))
