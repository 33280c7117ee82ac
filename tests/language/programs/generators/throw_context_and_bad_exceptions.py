# What throw() makes the context of an exception, and classes that make no exception.
def handling():
    try:
        raise KeyError("a")
    except KeyError:
        yield 1


for arg in (ValueError, ValueError("v")):
    g = handling()
    next(g)
    try:
        g.throw(arg)
    except ValueError as e:
        print(repr(e), repr(e.__context__))


def delegating():
    try:
        raise KeyError("outer")
    except KeyError:
        yield from handling()


def idle():
    try:
        raise KeyError("idle")
    except KeyError:
        yield from plain()


def plain():
    yield 1


for f in (delegating, idle):
    g = f()
    next(g)
    try:
        try:
            raise LookupError("of the caller")
        except LookupError:
            g.throw(ValueError)
    except ValueError as e:
        print(repr(e), repr(e.__context__), repr(e.__context__.__context__))


class NoInstance(Exception):
    def __new__(cls, *args):
        return cls


class Fails(Exception):
    def __init__(self):
        raise OSError("no instance")


def catching():
    try:
        yield 1
    except Exception as e:
        print("caught", type(e).__name__, e)
        yield 2


for bad in (NoInstance, Fails):
    g = catching()
    print(next(g), g.throw(bad), list(g))
    g = handling()
    try:
        g.throw(bad)
    except Exception as e:
        print(type(e).__name__, e, list(g))
