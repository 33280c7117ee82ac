# A finalizer that runs while a function returns sees the caller's frame, not the ended one.
import sys, gc


class D:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        names = []
        f = sys._getframe(1)
        while f:
            names.append(f.f_code.co_name)
            f = f.f_back
        print(self.name, names)


def returns():
    d = D("local")
    return 1


def raises():
    d = D("in raising")
    raise KeyError


def overwrites():
    d = D("first")
    d = None
    return 2


def deletes():
    d = D("deleted")
    del d


def gen():
    d = D("generator local")
    yield 1


def closes():
    def g():
        try:
            yield 1
        finally:
            print("closing in", sys._getframe(1).f_code.co_name)

    x = g()
    next(x)
    return "closed"


def outer():
    returns()
    try:
        raises()
    except KeyError:
        pass
    overwrites()
    deletes()
    for _ in gen():
        pass
    g = gen()
    next(g)
    g = None
    print(closes())


outer()


def weak():
    import weakref

    class A:
        pass

    a = A()
    r = weakref.ref(a, lambda r: print("callback in", sys._getframe(1).f_code.co_name))
    keep.append(r)
    del r
    return 3


keep = []
weak()
gc.collect()
