from __future__ import annotations
def f(x: Undefined[1 / 0]) -> "also fine": return x
print(f(1), f.__annotations__)
import typing
typing.get_type_hints(f)
