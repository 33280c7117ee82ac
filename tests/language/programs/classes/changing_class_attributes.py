class A:
    n = 0
    def __init__(self, a=1, *, k=2):
        A.n += 1; self.a = a; self.k = k
class B(A):
    def __init__(self): super().__init__(5); self.z = 1
class M(type):
    def __call__(cls, *a): return super().__call__(*a)
class C(metaclass=M):
    __slots__ = ('p',)
    def __init__(self, p): self.p = p
for i in range(30): B(); C(i)
print(A.n, B.n, B().n)
B.n = 7
A.n = 1
print(A.n, B.n, B().n)
del B.n
print(B.n)
def get(o): return o.n
for i in range(30): A.n = i; assert get(A) == i and get(B()) == i + 1 , (get(A), i)
b = B(); a = b
A.n = property(lambda s: 42)
print(get(b))
A.n = lambda s: 3
print(get(b)())
A.n = 5
print(get(B()), A.n)
class I:
    def __init__(self): return 3
try: I()
except TypeError as e: print(e)
class J:
    def __init__(self, x): pass
try: J()
except TypeError as e: print(e)
try: type.__call__(J)
except TypeError as e: print(e)
def f(*a): return J(*a)
try: f(1,2)
except TypeError as e: print(e)
class R:
    def __init__(self): type(self)()
try: R()
except RecursionError as e: print(e)
