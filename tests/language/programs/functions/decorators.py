# Decorators with and without arguments, on classes, stacking, wraps.
import functools
def trace(f):
    @functools.wraps(f)
    def wrapper(*a, **k):
        print("->", f.__name__, a, k)
        r = f(*a, **k)
        print("<-", r)
        return r
    return wrapper
@trace
def add(a, b=1):
    "adds"
    return a + b
add(2, b=3)
print(add.__name__, add.__doc__, add.__wrapped__(1), add.__qualname__)
def repeat(n):
    def deco(f):
        def w(*a):
            return [f(*a) for _ in range(n)]
        return w
    return deco
@repeat(2)
@repeat(3)
def hi(): return "hi"
print(hi())
class Count:
    def __init__(self, f): self.f, self.n = f, 0
    def __call__(self, *a):
        self.n += 1
        return self.f(*a), self.n
    def __get__(self, obj, typ=None):
        return functools.partial(self, obj)
@Count
def sq(x): return x * x
print(sq(3), sq(4), sq.n)
class K:
    @Count
    def m(self, y): return type(self).__name__, y
print(K().m(1), K().m(2))
def register(cls):
    cls.registered = True
    return cls
@register
class R: pass
print(R.registered)
@lambda f: f()
def value(): return 42
print(value)
class S:
    def __repr__(self): return "S()"
    @staticmethod
    @trace
    def s(x): return -x
    @classmethod
    @trace
    def c(cls): return cls.__name__
    @property
    @trace
    def p(self): return "prop"
S.s(1); S().c(); S().p
x = [trace]
@x[0]
def sub(): pass
sub()
