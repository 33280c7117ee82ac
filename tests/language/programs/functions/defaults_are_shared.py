# Default values are evaluated once and kept on the function.
def add(x, acc=[]):
    acc.append(x)
    return acc
print(add(1), add(2), add(3, []), add(4))
print(add.__defaults__)
add.__defaults__ = ([],)
print(add(1))
add.__defaults__ = None
try:
    add(1)
except TypeError as e:
    print(e)
def kw(*, a=1, b=2): return a, b
kw.__kwdefaults__["a"] = 10
print(kw())
kw.__kwdefaults__ = {"b": 3}
try:
    kw()
except TypeError as e:
    print(e)
print(kw(a=0))
kw.__kwdefaults__ = None
try:
    kw()
except TypeError as e:
    print(e)
n = 5
def late(v=n): return v, n
n = 6
print(late())
def many(a, b, c): return a, b, c
many.__defaults__ = (1, 2, 3, 4, 5)[:2]
print(many(9))
many.__defaults__ = (7, 8, 9, 10)
print(many())
try:
    many.__defaults__ = [1]
except TypeError as e:
    print(e)
try:
    many.__kwdefaults__ = ()
except TypeError as e:
    print(e)
