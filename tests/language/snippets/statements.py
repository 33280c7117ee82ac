# snippets: statements in odd layouts
# ---
# ---

# ---
pass
# ---
pass;
# ---
pass; pass; pass;
# ---
   # only a comment, indented
# ---
# comment without newline at the end
x
# ---
x # comment
# ---
if x:pass
# ---
if x:pass;y
# ---
if x: y; z;
# ---
if x:
 y
elif z:
  w
elif v:
   u
else:
    t
# ---
if x:
	y
	z
# ---
if x:
        y
        if z:
	        w
# ---
if x:
    # comment

    y

    # comment
z
# ---
if a:
    if b:
        if c:
            d
e
# ---
if a:
    if b:
        c
    else:
        d
else:
    e
# ---
if (a
    and b):
    c
# ---
if a and \
   b:
    c
# ---
while a: b
else: c
# ---
while a:
    break
    continue
else:
    pass
# ---
for x in y: pass
# ---
for x, in y: pass
# ---
for x, y in z: pass
# ---
for (x, y) in z: pass
# ---
for [x, y] in z: pass
# ---
for x, *y in z: pass
# ---
for x in *y, z: pass
# ---
for x in y, z: pass
# ---
for x in (y): pass
# ---
for x.y in z: pass
# ---
for x[0], y[1:2] in z: pass
# ---
for x in y: z
else: w
# ---
for (x) in y: pass
# ---
for x in lambda: y: pass
# ---
for x in (yield_): pass
# ---
try: x
except: y
# ---
try: x
except A: y
except B as b: z
except (C, D): w
except: v
else: u
finally: t
# ---
try: x
finally: y
# ---
try:
    x
except A:
    try: y
    except B: z
    finally: w
else:
    v
# ---
try: x
except A, B: y
# ---
try: x
except A, B, C: y
# ---
try: x
except* A: y
# ---
try: x
except *A: y
# ---
try: x
except* A, B: y
except* (C, D) as e: z
else: w
finally: v
# ---
try: x
except A if b else c as d: y
# ---
try: x
except a.b.C as e: y
# ---
try: x
except f() as e: raise
# ---
with a: pass
# ---
with a as b: pass
# ---
with a, b: pass
# ---
with a as b, c as d: pass
# ---
with (a): pass
# ---
with (a, b): pass
# ---
with (a as b): pass
# ---
with (a as b,): pass
# ---
with (a as b, c as d): pass
# ---
with (a as b, c, d as e,): pass
# ---
with (a), (b): pass
# ---
with (a) as b: pass
# ---
with (a, b) as c: pass
# ---
with (a, b,) as c, d: pass
# ---
with (yield_) as b: pass
# ---
with (
    a as b,
    c as (d, e),
    f as [g, *h],
    i as j.k,
    l as m[0],
): pass
# ---
with a as (b, c), d as [e]: pass
# ---
with (a if b else c) as d: pass
# ---
with a if b else c as d: pass
# ---
with (a for a in b) as c: pass
# ---
with (lambda: a)() as b: pass
# ---
with (a := b): pass
# ---
with (a := b, c): pass
# ---
with a() as b, \
     c() as d:
    pass
# ---
def f(): pass
# ---
def f( ): return
# ---
def f():
    """doc"""
# ---
def f():
    'a' "b"
    return
# ---
def f(a): return a
# ---
def f(a,): pass
# ---
def f(a, b=1, *c, d, e=2, **g): pass
# ---
def f(a, /): pass
# ---
def f(a, /, b): pass
# ---
def f(a=1, /, b=2, *, c, d=3): pass
# ---
def f(*, a): pass
# ---
def f(*a, b): pass
# ---
def f(**a): pass
# ---
def f(**a,): pass
# ---
def f(*a,): pass
# ---
def f(a: int, b: str = 'x', *c: float, d: bytes, e: list = [], **g: dict) -> None: pass
# ---
def f(*args: *Ts): pass
# ---
def f(*args: *tuple[int, *Ts], **kw: int): pass
# ---
def f(a=lambda x=1: x, b=(1, 2), *, c=[y for y in z]): pass
# ---
def f() -> (a, b): pass
# ---
def f() -> lambda: x: pass
# ---
def f(
    a,  # first
    b   # second
        = 1,
    *,
    c,
) -> int:  # result
    pass
# ---
def f[T](x: T) -> T: pass
# ---
def f[T: int, *Ts, **P](): pass
# ---
def f[T: (int, str) = int, *Ts = *tuple[int], **P = [int]](): pass
# ---
def f[T,](): pass
# ---
def f[
    T,
    U: "fwd",
](): pass
# ---
class C: pass
# ---
class C(): pass
# ---
class C(A, B): pass
# ---
class C(A, metaclass=M): pass
# ---
class C(*a, **b): pass
# ---
class C(A, *b, c=d, **e): pass
# ---
class C[T]: pass
# ---
class C[T: int = bool, *U, **V](A[T], metaclass=M): pass
# ---
class C:
    x = 1
    y: int
    def m(self): pass
    class D: z = 2
# ---
class C: x: int; y = 1; pass
# ---
@a
def f(): pass
# ---
@a
@b.c
@d(e)
@f[g]
@(h)
@lambda x: x
@i if j else k
@l or m
@(n := o)
@p().q[r](s)
def f(): pass
# ---
@a
class C: pass
# ---
@a

# comment
@b

def f(): pass
# ---
@a # comment
async def f(): pass
# ---
async def f(): pass
# ---
async def f():
    await x
    await x ** 2
    -await x
    await x[0].y(z)
    return await x + await y
# ---
async def f():
    async for a in b: pass
    else: c
    async with d as e, f: pass
    async with (g as h, i): pass
# ---
async def f():
    [x async for x in y]
    {x: z async for x, z in y if await w}
    (await x for x in y)
    {x async for x in y for z in x async for w in z}
# ---
async def f(): yield x
# ---
async def f(): return [(await x, y) for y in z]
# ---
async def f[T](a: T, /, *b) -> T: await (yield_)
# ---
def f():
    yield
    yield x
    yield x, y
    yield *x, y
    x = yield
    x = yield y
    x += yield y
    x: int = yield y
    (yield)
    (yield x)
    f((yield x), (yield))
    yield from x
    x = yield from y
    return (yield)
    z[(yield)] = (yield)
    lambda: (yield)
    yield lambda: x
    yield (yield (yield))
    await_ = yield from (yield)
# ---
def f():
    return
    return x
    return x, y
    return *x, y
    return (x)
    return x if y else z
    return lambda: x
# ---
def f(): global x; nonlocal_ = 1
# ---
def f():
    global x, y
    x = y = 1
    def g():
        nonlocal_ = 2
# ---
def f():
    x = 1
    def g():
        nonlocal x
        x = 2
# ---
import a
# ---
import a, b
# ---
import a.b.c
# ---
import a as b
# ---
import a.b as c, d.e as f, g
# ---
from a import b
# ---
from a import b as c
# ---
from a import b, c as d, e
# ---
from a import (b)
# ---
from a import (b, c as d,)
# ---
from a import (
    b,  # x
    c
)
# ---
from a import *
# ---
from . import a
# ---
from .. import a
# ---
from ... import a
# ---
from .... import a
# ---
from .a import b
# ---
from ...a.b import c
# ---
from . . import a
# ---
from .... a import b
# ---
from .import a
# ---
from a.b.c import(d)
# ---
type X = int
# ---
type X[T] = list[T]
# ---
type X[T: int, *Ts, **P] = T
# ---
type X[T = int, U: (a, b) = str] = T
# ---
type X = lambda: 1
# ---
type X = a if b else c
# ---
type type = type
# ---
type match = case
# ---
type X = (
    int
    | str
)
# ---
type _[_] = _
# ---
match x:
    case 1: pass
# ---
match x:
    case 1 | 2 | 3: pass
    case -1 | 1.5 | -2.5j | 1 + 2j | -1 - 2j: pass
    case "a" | 'b' "c" | b'd' | None | True | False: pass
# ---
match x:
    case a: pass
# ---
match x:
    case _: pass
# ---
match x:
    case a.b | a.b.c: pass
# ---
match x:
    case []: pass
    case [a]: pass
    case [a, ]: pass
    case [a, b]: pass
    case [*a]: pass
    case [*_, a]: pass
    case [a, *b, c]: pass
# ---
match x:
    case (): pass
    case (a): pass
# ---
match x:
    case (a,): pass
    case (a, b): pass
    case (*a,): pass
    case (a, *_): pass
# ---
match x:
    case a, b: pass
    case a, *b: pass
    case *a, b: pass
    case *_, : pass
    case a,: pass
# ---
match x:
    case {}: pass
    case {"a": 1}: pass
    case {"a": b, 1: c, None: d, -1: e, x.y: f, 1+2j: g}: pass
    case {**rest}: pass
    case {"a": 1, **rest}: pass
    case {"a": 1, **rest,}: pass
    case {"a": [b, {"c": d}],}: pass
# ---
match x:
    case C(): pass
    case C(a): pass
    case C(a, ): pass
    case C(a, b): pass
    case C(a=1): pass
    case C(a, b=c): pass
    case C(a, b=c, ): pass
    case a.b.C(d=E(f), g=[h, *_]): pass
# ---
match x:
    case 1 as a: pass
    case (1 | 2) as b: pass
    case 1 | 2 as c: pass
    case [a, b] as c: pass
    case C(d=1 as e) as f: pass
    case (a as b, c as d): pass
    case (((1))) as z: pass
# ---
match x:
    case a if b: pass
    case [a] if a > 1 and b: pass
    case _ if (c := d): pass
    case _ if lambda: e: pass
# ---
match x, y:
    case 1, 2: pass
# ---
match x,:
    case a,: pass
# ---
match *x, y:
    case a: pass
# ---
match (x):
    case (a): pass
# ---
match (x, y):
    case (a, b): pass
# ---
match [x]:
    case [a]: pass
# ---
match {x: y}:
    case {"k": v}: pass
# ---
match -x:
    case 1: pass
# ---
match not x:
    case True: pass
# ---
match x := y:
    case z: pass
# ---
match lambda: x:
    case y: pass
# ---
match match:
    case case: pass
# ---
match case:
    case match: pass
# ---
match type:
    case type.x: pass
# ---
match x:

    # comment
    case 1:
        pass

    # comment
    case 2: pass; pass
y
# ---
match x:
    case 1:
        match y:
            case 2: pass
    case 3: pass
# ---
match (yield_):
    case """a
b""": pass
    case "c" \
         "d": pass
# ---
match x:
    case {"a": 1 | 2 as b, "c": [*_]} | [{"a": b}]: pass
# ---
match x:
    case 0x10 | 0o7 | 0b1 | 1_000 | 1e5 | -0.0: pass
# ---
match a.b[c](d):
    case e: pass
# ---
match
# ---
match; case; type; _
# ---
match.case = type[match]
# ---
match: int = 1
# ---
case: int; type: str = 'x'
# ---
print(match, case=type)
# ---
x = 1 ; y = 2 ; z = 3
# ---
x = 1;
# ---
if x: y = 1; z = 2
else: w = 3; v = 4
# ---
class A: x = 1; y = 2
# ---
def f(x): x += 1; return x
# ---
async def f(): x = await y; return x
# ---
assert x
# ---
assert x, y
# ---
assert x, "message" "joined"
# ---
global a, b
# ---
def f():

    x

    # comment at lower indent
  # odd comment
    y
# ---
def f():
    x = [
1,
  2,
]
    return x
# ---
x = {
    'a': 1,

    # comment
    'b': 2,
}
# ---
"""module doc"""
x
# ---
'doc'; x = 1
# ---
b'not doc'
# ---
if 1:
    pass
if 2: pass

if 3:

    pass
# ---
while 1:
    if 2:
        break
    elif 3:
        continue
    else:
        pass
# ---
try:
    pass
except A:
    pass
finally:
    try:
        pass
    finally:
        pass
# ---
for i in range(10):
    for j in range(i): print(i, j)
    else: print('inner')
else:
    print('outer')
# ---
with open(a) as f, open(b) as g:
    for l in f: g.write(l)
# ---
def outer():
    def middle():
        def inner(): return 1
        return inner
    return middle
# ---
class A:
    class B:
        class C:
            def d(self):
                class E: pass
# ---
x = (yield_) = y
# ---
def f(a, b, c): return a if b else c,
# ---
if True: x = 1
elif False: x = 2
else: x = 3
# ---
x = y if z else\
 w
# ---
\
x = 1
# ---
x = \
\
1
# ---
if x: \
    y
# ---
(
    x
)
# ---
[
    x for x in y
]
# ---
x = [  # a
    # b
    1  # c
    # d
    ,  # e
]  # f
# ---
if a: pass
# ---
try: pass
except: pass
else: pass
finally: pass
# ---
del x; import y; from z import w; global_ = 1; raise v; assert u; pass; t
