# __new__ returning other things, immutables, singletons, kwargs to object.
class Single:
    inst = None
    def __new__(cls, *a):
        if cls.inst is None:
            cls.inst = super().__new__(cls)
            print("created")
        return cls.inst
    def __init__(self, *a): print("init", a)
print(Single(1) is Single(2, 3))
class Upper(str):
    def __new__(cls, s, extra=0):
        o = super().__new__(cls, s.upper())
        o.extra = extra
        return o
u = Upper("abc", extra=5)
print(u, u.extra, type(u).__name__, type(u + "x").__name__, u[:2], type(u.lower()))
class Other:
    def __new__(cls): return 42
    def __init__(self): print("never")
print(Other())
class Kid(Other): pass
class Ret:
    def __new__(cls): return object.__new__(RetKid)
class RetKid(Ret):
    def __init__(self): print("init of kid runs")
print(type(Ret()).__name__)
class BadInit:
    def __init__(self): return 5
try:
    BadInit()
except TypeError as e:
    print(e)
class Even(int):
    def __new__(cls, n): return int.__new__(cls, n // 2 * 2)
print(Even(7), Even(7) + 1, type(Even(3)), repr(Even(9)), f"{Even(5):03}", Even(6) == 6, {6: "x"}[Even(6)])
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
    def __init__(self, *a): self.n = len(a)
print(T(1, 2, 3), T(1).n, T(1, 2) == (1, 2))
for f in (lambda: object.__new__(int), lambda: int.__new__(str), lambda: tuple.__new__(list), lambda: object.__new__(list), lambda: str.__new__(5), lambda: list.__new__()):
    try:
        f()
    except TypeError as e:
        print(e)
class NewOnly:
    def __new__(cls, a): return super().__new__(cls)
NewOnly(1)
class NewBad:
    def __new__(cls, a): return super().__new__(cls, a)
try:
    NewBad(1)
except TypeError as e:
    print(e)
class InitBad:
    def __init__(self, a): super().__init__(a)
try:
    InitBad(1)
except TypeError as e:
    print(e)
print(int.__new__(int, "12"), object().__init__(), type(object.__new__(NewOnly)).__name__)
