a = b = 0
def one():
    global a, b
    a, b = 1, 2
one(); print(a, b)
def two():
    global fn, Cls, mod, loop, exc_kept
    def fn(): return "fn"
    class Cls: pass
    import math as mod
    for loop in "xy": pass
    try: 1 / 0
    except ZeroDivisionError as e: exc_kept = str(e)
two(); print(fn(), Cls, mod.__name__, loop, exc_kept)
def three():
    x = y = 1
    def inner():
        nonlocal x, y
        x += 1
        def deeper():
            nonlocal y
            y = x * 10
            return lambda: (x, y)
        return deeper()
    return inner()(), x, y
print(three())
def four():
    v = 1
    class K:
        nonlocal v
        v = 2
        def m(self):
            nonlocal v
            v += 1
            return v
    return K().m(), v
print(four())
def five(n):
    def count():
        nonlocal n
        n -= 1
        return n > 0 and count() or n
    return count()
print(five(4))
class C:
    global a
    a = "set in class"
    def m(self): return a
print(a, C().m(), hasattr(C, "a"))
exec("global zz\nzz = 1"); print(zz)
def six():
    global only_declared
    return "only_declared" in globals()
print(six())
def seven():
    def a(): return x
    def b():
        nonlocal x
        x = x + "b"
    x = "start"
    b(); b()
    return a()
print(seven())
