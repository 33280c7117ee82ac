# What callee sees: fresh tuple and dict; non-str keyword keys; order kept.
def f(*args, **kw): return args, kw
t = (1, 2)
print(f(*t)[0] is t or f(*t)[0] == t)
d = {"b": 1, "a": 2}
a, k = f(**d)
k["c"] = 3
print(d, list(k), f(z=1, **d, y=0)[1])
def g(**kw):
    kw["self"] = 1
    return kw
print(g(self_=2), f(self=1, cls=2, args=3, kw=4))
class Weird(str): pass
print(f(**{Weird("w"): 1, "not an identifier!": 2, "": 3}))
def order(**kw): return list(kw)
print(order(z=1, **{"m": 2}, a=3, **{"b": 4}))
def h(a, b, **kw): return a, b, kw
print(h(b=1, a=2), h(**{"a": 1, "b": 2, "c": 3}), h(*[1], **{"b": 5}))
def it():
    print("iterating")
    yield 1
    yield 2
print(f(*it(), *it()))
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * i
print(f(*Seq()))
class Bad:
    def __iter__(self): raise ValueError("no iteration")
try:
    f(*Bad())
except ValueError as e:
    print(e)
class BadKeys:
    def keys(self): return ["x"]
    def __getitem__(self, k): raise KeyError(k)
try:
    f(**BadKeys())
except (KeyError, TypeError) as e:      # CPython reads a KeyError here as a duplicate
    print(type(e).__name__, e)
class GenTypeError:
    def __iter__(self): raise TypeError("inner type error")
try:
    f(*GenTypeError())
except TypeError as e:
    print(e)
try:
    f(1, *5, a=2)
except TypeError as e:
    print(e)
print(f(*"ab", *{"k": 1}, *range(2), **{}, **dict(q=1)))
def many(*a): return len(a), sum(a)
print(many(*range(1000)), many(*range(300), *range(300)))
print(eval("many(" + ",".join("1" * 400) + ")"))
print(eval("f(" + ",".join(f"k{i}={i}" for i in range(300)) + ")")[1]["k299"])
