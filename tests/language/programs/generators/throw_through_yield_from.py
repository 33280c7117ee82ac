def inner():
    yield 1
    yield 2
def outer():
    try:
        yield from inner()
    finally:
        x = 1
def plain():
    yield from inner()
for f in (outer, plain):
    g = f()
    next(g)
    try:
        g.throw(ValueError)
    except ValueError:
        pass
