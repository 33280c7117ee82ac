def count(n):
    print("start")
    for i in range(n):
        yield i
    print("done")
    return "result"
g = count(2)
print(type(g).__name__, g.__name__, g.__qualname__, iter(g) is g)
print(next(g), next(g))
try:
    next(g)
except StopIteration as e:
    print("stop", e.value, e.args)
try:
    next(g)
except StopIteration as e:
    print("again", e.value)
print(list(count(3)), sum(count(4)), tuple(count(0)))
def infinite():
    n = 0
    while True:
        yield n
        n += 1
it = infinite()
print([next(it) for _ in range(5)], next(it))
for x in infinite():
    if x > 3: break
print(x)
def evens(src):
    for v in src:
        if v % 2 == 0: yield v
def squares(src):
    for v in src: yield v * v
def take(n, src):
    for _, v in zip(range(n), src): yield v
print(list(take(5, squares(evens(infinite())))))
def empty():
    return
    yield
print(list(empty()), next(empty(), "none"))
def only_yield(): yield
print(list(only_yield()), next(only_yield()))
def multi(): yield 1, 2; yield (3,); yield
print(list(multi()))
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
import itertools
print(list(itertools.takewhile(lambda v: v < 100, fib())))
