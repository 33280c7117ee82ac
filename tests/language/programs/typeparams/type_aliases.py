type Int = int
type Pair[T] = tuple[T, T]
type Json = dict[str, Json] | list[Json] | str | None
type Bad = undefined_name
type Cb[**P, R = int] = "Callable[P, R]"
type Lazy = print("evaluated") or list
print(Int, Int.__name__, Int.__value__, type(Int).__name__, Pair.__type_params__, Pair[int], Pair.__value__, Pair[int].__args__, Pair[int].__origin__)
print(Json.__value__, Cb.__value__, Cb.__type_params__, Int.__module__, Int.__type_params__, Int.__parameters__, Pair.__parameters__)
print(Lazy.__value__, Lazy.__value__)
for f in (lambda: Bad.__value__, lambda: Int[int], lambda: Int(5), lambda: isinstance(5, Int), lambda: setattr(Int, "x", 1), lambda: setattr(Int, "__value__", 1), lambda: Int < Int, lambda: Int.nope, lambda: type(Int)("X"), lambda: type(Int)(5, int), lambda: type(Int)("X", int, type_params=5)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
undefined_name = bytes
print(Bad.__value__, Int | str, Int == Int, hash(Int) == hash(Int), repr(Int | None))
def f():
    local = 5
    type L = local
    type R[T] = (T, local)
    local = 6
    return L.__value__, R.__value__
print(f())
class C:
    attr = "class attr"
    type A = attr
    type B[T] = (attr, T)
    def m(self): pass
print(C.A.__value__, C.B.__value__[0], C.A.__name__)
type = 5
print(type)
type X = type
print(X.__value__)
from typing import TypeAliasType
M = TypeAliasType("M", list[int])
print(M, M.__value__)
type Nested[T] = list[Pair[T]]
print(Nested[str], Nested.__value__)
type T1[A: int, B: (int, str) = str, *Cs = *tuple[int, ...], **D = [int]] = A
print([(p.__name__, p.has_default()) for p in T1.__type_params__], T1.__type_params__[2].__default__, T1.__type_params__[3].__default__, T1.__type_params__[1].__constraints__)
import pickle, copy
print(copy.copy(M) is M, Int.evaluate_value(1))
