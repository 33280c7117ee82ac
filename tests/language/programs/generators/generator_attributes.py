import inspect
def gen(a):
    b = yield a
    yield b
g = gen(1)
print(g.gi_running, g.gi_suspended, g.gi_frame.f_lineno, g.gi_code.co_name, g.gi_yieldfrom, inspect.getgeneratorstate(g))
next(g)
print(g.gi_running, g.gi_suspended, g.gi_frame.f_lineno, inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g))
g.send("B")
print(inspect.getgeneratorlocals(g))
list(g)
print(g.gi_frame, g.gi_suspended, inspect.getgeneratorstate(g))
def selfref():
    print(me.gi_running, inspect.getgeneratorstate(me))
    try:
        next(me)
    except ValueError as e:
        print(e)
    yield me.gi_frame.f_code is selfref.__code__
me = selfref()
print(next(me))
g.__name__ = "renamed"; g.__qualname__ = "Q"
print(repr(g).split(" at ")[0], g.__name__)
try:
    g.__name__ = 1
except TypeError as e:
    print(e)
for attr in ("gi_frame", "gi_running", "gi_code", "gi_yieldfrom"):
    try:
        setattr(g, attr, None)
    except AttributeError as e:
        print(attr, e)
try:
    g.new = 1
except AttributeError as e:
    print(e)
try:
    type(g)()
except TypeError as e:
    print(e)
try:
    class Sub(type(g)): pass
except TypeError as e:
    print(e)
e = (x for x in "ab")
print(repr(e).split(" at ")[0], e.__name__, e.__qualname__, e.gi_code.co_varnames, e.gi_code.co_name)
for op in (len, reversed, lambda x: x[0], lambda x: x + x, hash and (lambda x: x < x)):
    try:
        op(e)
    except TypeError as t:
        print(t)
import copy
try:
    copy.copy(e)
except TypeError as t:
    print(t)
print(bool(e), e == e, callable(e), isinstance(g, __import__("types").GeneratorType))
print(gen.__code__.co_flags & 0x20, inspect.isgenerator(g), inspect.isgeneratorfunction(gen))
