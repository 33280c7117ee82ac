import sys
def state(): return sys.exc_info()[0].__name__ if sys.exc_info()[0] else None
print(state(), sys.exception())
try:
    1 / 0
except ZeroDivisionError as e:
    print(state(), sys.exception() is e, sys.exc_info()[1] is e, sys.exc_info()[2] is e.__traceback__)
    try:
        {}["a"]
    except KeyError:
        print(state())
    print(state())
    def inner():
        print("inner sees", state())
        try: raise ValueError
        except ValueError: print("inner now", state())
        print("inner after", state())
    inner()
    print(state())
print(state())
def gen():
    print("gen start", state())
    try:
        raise TypeError
    except TypeError:
        yield state()
        yield state()
    print("gen end", state())
    yield state()
g = gen()
print(next(g), state())
try:
    raise OSError
except OSError:
    print(next(g), state())
    print(next(g), state())
class CM:
    def __enter__(self): print("enter", state())
    def __exit__(self, *a): print("exit", state(), a[0].__name__); return True
with CM(): raise LookupError
print(state())
try:
    try: raise ValueError
    finally: print("finally", state())
except ValueError: pass
for x in [1]:
    try: raise ValueError
    except ValueError: continue
print(state())
def f():
    try: raise KeyError
    except KeyError: return state()
print(f(), state())
