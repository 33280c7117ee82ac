# Code that runs in the f_locals of a function, as a debugger's commands do: locals() is a dict of its own.
import sys


def f():
    x = 1
    names = sys._getframe().f_locals
    print(eval('locals()', globals(), names).keys(), eval('type(vars())', globals(), names))
    exec('y = 5; locals()["q"] = 1; print(type(locals()), locals() is locals())', globals(), names)
    exec('exec("z = 6; print(type(locals()))"); print(eval("x"))', globals(), names)
    exec('[print(type(locals())) for i in [1]]\nclass C: print(type(locals()))', globals(), names)
    print(eval('type(sys._getframe().f_locals)', globals(), names).__name__, eval('dir()', globals(), names))
    print(sorted(locals()))


f()


def proxy(a, b):
    return sys._getframe().f_locals


p = proxy(1, 2)
for name in ('__contains__', '__getitem__', '__len__', '__reversed__'):
    print(name, type(getattr(type(p), name)).__name__, type(getattr(p, name)).__name__)
for call in (p.__getitem__, p.__contains__):
    try:
        call()
    except TypeError as e:
        print(e)
print(p.__getitem__('a'), p.__contains__('b'), p.__contains__('c'))
