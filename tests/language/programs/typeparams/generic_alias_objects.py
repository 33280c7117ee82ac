import types
g = list[int]
print(g, type(g).__name__, g.__origin__, g.__args__, g.__parameters__, g == list[int], g != list[str], hash(g) == hash(list[int]), g(), g([1, 2]), isinstance(g(), list), g.__mro__[0] if 0 else g.append, repr(dict[str, list[int]]), tuple[int, ...], tuple[()], list["fwd"], type[int], set[frozenset[int]])
for f in (lambda: isinstance([], g), lambda: issubclass(list, g), lambda: isinstance(1, (int, g)), lambda: g[int], lambda: g.nope, lambda: setattr(g, "x", 1), lambda: g + g, lambda: int[str], lambda: str[int], lambda: types.GenericAlias(), lambda: g < g, lambda: next(iter(g)), lambda: [*g]):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Sub(list[int]): pass
print(Sub.__bases__, Sub.__orig_bases__, Sub.__mro__, g.__mro_entries__(()), types.GenericAlias(int, (str,)), types.GenericAlias(list, int))
u = int | str | None
print(u, type(u), u.__args__, u == (None | str | int), isinstance(5, u), isinstance(2.0, u), u | float, int | int, (int | str).__or__(bytes), list[int] | dict, type(None) | int, u.__parameters__, repr(int | list["x"]))
for f in (lambda: int | 1, lambda: u(), lambda: u[int], lambda: u < u, lambda: isinstance(1, int | list[int]), lambda: issubclass(1, u), lambda: u.x, lambda: 1 | int, lambda: "a" | int):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
from typing import TypeVar
T = TypeVar("T"); S = TypeVar("S")
print(dict[T, S][int, str], list[T] | None, (list[T] | S)[int, str], tuple[T, ...][int], list[dict[T, T]][int], dict[T, S].__parameters__)
class C:
    __class_getitem__ = classmethod(types.GenericAlias)
print(C[int], C[int]().__class__, C[int].__origin__, C[int, str].__args__, [*tuple[int, str]][0], next(iter(tuple[int])), (*list[int],))
