from __future__ import annotations
import annotationlib
x: int = 1
y: undefined[whatever]
def f(a: int, *b: "quoted", c: list[undefined] = None) -> -1 + 2 ** 3: ...
class C:
    m: (lambda q: q, [i for i in range(3)], f"{1!r:>{2}}", not a, a if b else c, a[1:2, ::3], *d)
    n: {"k": v, **w} | {1, 2}
    o: (yield_ == 5) if 0 else x.y.z(1, *a, k=2, **kw)
    p: 'a' "b" if b'c' else None
    q: a < b <= c is not d not in e and f or g
    r: ~a @ -b // +c % d << e >> f & g ^ h | i
    s: await_(1)[...]
    t: (1,) and () and (1, 2)
print(f.__annotations__, __annotations__)
for k, v in C.__annotations__.items(): print(k, repr(v))
print(annotationlib.get_annotations(f, eval_str=False))
from typing import get_type_hints
def g(a: int, b: str = "x") -> list[int]: ...
print(get_type_hints(g), g.__annotations__)
try: get_type_hints(f)
except NameError as e: print(e)
print(compile("a: b", "s", "exec").co_flags & annotations.compiler_flag != 0, annotations.optional, annotations.mandatory)
