from typing import Generic, get_args, get_origin
class Box[T]:
    def __init__(self, v: T): self.v = v
    def map[U](self, f) -> "Box[U]": return Box(f(self.v))
    def get(self) -> T: return self.v
    tp = T
class Pair[A, B = str](Box[A]):
    def swap(self) -> "Pair[B, A]": ...
print(Box(5).map(str).v, Box.__type_params__, Box.__parameters__, Box.__orig_bases__, Box.__mro__, Box.tp is Box.__type_params__[0])
print(Box[int], Box[int](3).v, Box[int].__args__, get_origin(Box[int]), get_args(Pair[int, str]), Pair.__orig_bases__, Pair[int], Pair[int, bytes], Pair.__type_params__[1].__default__)
print(Box.map.__type_params__, Box.map.__annotations__, Box.get.__annotations__)
for bad in (lambda: Box[int, str], lambda: Pair[1, 2, 3], lambda: Box[()], lambda: Pair[()]):
    try: print(bad())
    except TypeError as e: print(e)
class Multi[*Ts]: pass
class Spec[**P]: pass
print(Multi[int, str], Multi[()], Spec[[int, str]], Spec[int], Multi.__parameters__)
class Meta(type):
    def __new__(m, n, b, ns, **kw): print("meta", n, [x.__name__ for x in b], kw); return super().__new__(m, n, b, ns)
class WithMeta[T](metaclass=Meta, flag=T.__name__ if False else 1): pass
print(WithMeta.__type_params__, isinstance(Box(1), Box), issubclass(Pair, Box), issubclass(Box, Generic))
class Outer[T]:
    class Inner[U]:
        both = (T, U)
    x: T
    def m(self): return T
    lam = lambda: T
    comp = [T for _ in range(1)]
print(Outer.Inner.both, Outer.__annotations__, Outer().m(), Outer.lam(), Outer.comp)
T = "global T"
class Sh[T]:
    T = "class T"
    def m(self): return T
    y = T
print(Sh().m(), Sh.y, Sh.T, T)
try:
    class Bad[T](Generic[T]): pass
except TypeError as e: print(e)
try: class_ = type("X", (Box[int],), {})
except TypeError as e: print(e)
try: isinstance(1, Box[int])
except TypeError as e: print(e)
