# Scope rules for defaults, decorators, annotations and comprehension first iterables.
x = "global"
class A:
    x = "class"
    def f(self, a=x): return a, x
    g = lambda self, a=x: (a, x)
    l = [x for _ in [0]]
    m = [y for y in [x]]
    n = list(y + x for y in [x])
    @staticmethod
    def deco(f): return f
    h = {k: x for k in x[:1]}
print(A().f(), A().g(), A.l, A.m, A.n, A.h)
def outer():
    x = "outer"
    class B:
        y = x
        x = "in B"
        z = x
        def m(self): return x
        c = [x for i in range(1)]
    return B.y, B.z, B().m(), B.c
try:
    print(outer())
except NameError as e:
    print("NameError", e)
def outer2():
    x = "outer2"
    class B:
        y = x
        def m(self): return x
    return B.y, B().m()
print(outer2())
def outer3():
    v = 1
    class B:
        nonlocal v
        v = 2
        w = [v for _ in [0]]
    return v, B.w
print(outer3())
def outer4():
    class B:
        x = x
    return B.x
print(outer4())
class Meta:
    def m():
        return __class__
print(Meta.m())
