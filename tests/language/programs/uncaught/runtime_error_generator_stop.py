def gen():
    yield 1
    next(iter([]))

g = gen()
print(next(g))
next(g)
