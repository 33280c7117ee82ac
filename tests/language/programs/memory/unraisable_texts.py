# What sys.unraisablehook gets, and what is printed without a hook.
import sys, gc, weakref


class D:
    def __init__(self, error):
        self.error = error

    def __del__(self):
        raise self.error


def hook(u):
    print(type(u).__name__, u.exc_type.__name__, u.exc_value, u.exc_traceback is not None, u.err_msg.split(" at ")[0], u.object)


sys.unraisablehook = hook
D(ValueError("in del"))
D(KeyboardInterrupt())
D(SystemExit(3))
d = D(KeyError("in a cycle"))
d.me = d
del d
gc.collect()


class A:
    pass


a = A()
r = weakref.ref(a, lambda r: 1 / 0)
del a


def gen():
    try:
        yield
    finally:
        raise RuntimeError("in finally")


g = gen()
next(g)
del g


def stubborn():
    while True:
        try:
            yield
        except GeneratorExit:
            pass


g = stubborn()
next(g)
del g


class NoCall:
    __del__ = 5


NoCall()
try:
    raise ValueError("outer")
except ValueError:
    D(TypeError("in handler"))
    print(repr(sys.exception()))


def nested(u):
    print("nested", u.exc_value, repr(u.exc_value.__context__))


sys.unraisablehook = nested
try:
    raise ValueError("outer")
except ValueError:
    D(TypeError("has context"))


def broken(u):
    raise IndexError("hook failed")


sys.unraisablehook = broken
D(ValueError("for the broken hook"))
sys.unraisablehook = None
D(ValueError("no hook"))
sys.unraisablehook = sys.__unraisablehook__
D(ValueError("default hook"))
del sys.unraisablehook
D(ValueError("hook deleted"))
print("end")
