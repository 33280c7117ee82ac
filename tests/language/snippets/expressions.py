# snippets: odd expressions, for comparing ast.dump(ast.parse(...), include_attributes=True)
# ---
x = (1 +
  2 *
      3)
# ---
a if b else c if d else e
# ---
(a if b else c) if (d if e else f) else (g)
# ---
not not not a
# ---
not a == b, (not a) == b
# ---
- + ~ - x ** - y ** ~ z
# ---
a ** -b ** c, (a ** b) ** c, -a ** b, (-a) ** b
# ---
await_ = 1; a < b > c == d >= e <= f != g in h not in i is j is not k
# ---
a and b and c or d and not e or f
# ---
(a and b) and c, a and (b and c), a or (b or c)
# ---
a | b ^ c & d << e >> f + g - h * i / j // k % l @ m
# ---
((((((((((x))))))))))
# ---
(  x  )
# ---
(x),
# ---
(x,)
# ---
()
# ---
( )
# ---
(
)
# ---
x, y, (z, w), [a, b], {c, d}
# ---
*a, b
# ---
*a, *b,
# ---
(*a, b), [*a, *b], {*a, *b}, {**a, 'k': v, **b}
# ---
[]
# ---
[ ]
# ---
[x, ]
# ---
[x,
 y
 ,
 z
 ,]
# ---
{}
# ---
{ }
# ---
{1}
# ---
{1,}
# ---
{1: 2,}
# ---
{1: 2, **{3: 4}, **{}}
# ---
{a if b else c: d if e else f}
# ---
{lambda: 1: lambda: 2}
# ---
{(yield_): 1, (lambda x: x): 2}
# ---
x[1], x[1,], x[1, 2], x[(1, 2)], x[()], x[:]
# ---
x[:, :], x[::], x[a:], x[:b], x[::c], x[a:b], x[a::c], x[:b:c], x[a:b:c]
# ---
x[a:b, c, ..., None, d:e:f]
# ---
x[*a], x[*a, b], x[a, *b], x[*a, *b], x[*a,]
# ---
x[lambda: 1:lambda: 2]
# ---
x[a if b else c:d if e else f:g if h else i]
# ---
x[y := 1], x[y := 1, z := 2]
# ---
x [ 0 ] [ 1 ] . a . b ( c ) ( )
# ---
x\
.y\
[0]\
()
# ---
(x
 .y
 .z(
   1
 )[
   2
 ])
# ---
f()
# ---
f( )
# ---
f(a, b)
# ---
f(a, b, )
# ---
f(*a)
# ---
f(*a, *b, c, *d)
# ---
f(a=1, b=2)
# ---
f(**a, **b, c=1)
# ---
f(*a, b=1, *c, d=2, **e)
# ---
f(a, *b, c, d=1, *e, **f, g=2, **h)
# ---
f(x for x in y)
# ---
f((x for x in y))
# ---
f((x for x in y), z)
# ---
f(a := 1, b, c := 2)
# ---
f((a := 1), (yield_))
# ---
f(a if b else c, lambda: d, not e)
# ---
f(lambda x, y=1, *z, w, **k: (x, y), key=lambda: None)
# ---
f(
    a,  # one
    b   # two
    =   # three
    1,
)
# ---
f(**{'a': 1}, **b or c, d=e or f)
# ---
f(*a or b, *c if d else e)
# ---
f(print=1, match=2, case=3, type=4, _=5)
# ---
lambda: 0
# ---
lambda x: x
# ---
lambda x,: x
# ---
lambda *a: a
# ---
lambda **k: k
# ---
lambda *, a: a
# ---
lambda *, a=1, b: a
# ---
lambda a, /: a
# ---
lambda a, b=1, /, c=2, *d, e, f=3, **g: (a, b, c, d, e, f, g)
# ---
lambda a=lambda b=1: b, *c: lambda: c
# ---
lambda a, /, *, b: 0
# ---
lambda x=(yield_): x, 1
# ---
lambda: (yield)
# ---
lambda: [lambda: x for x in y]
# ---
lambda a=1, *args, b=2, **kw,: a
# ---
(lambda: x)()
# ---
(lambda: lambda: lambda: 1)()()()
# ---
lambda x: x if x else lambda: x
# ---
[x for x in y]
# ---
[x for x, in y]
# ---
[x for x, y in z]
# ---
[x for (x, y), z in w]
# ---
[x for [a, b] in c]
# ---
[x for *a, b in c]
# ---
[x for x.y in z]
# ---
[x for x[0] in z]
# ---
[x for x in a if b if c]
# ---
[x for x in a if b for y in c if d if e for z in f]
# ---
[x for x in a or b]
# ---
[x for x in (lambda: y)]
# ---
[x for x in (y if z else w)]
# ---
[(x, y) for x in a for y in b]
# ---
[[x for x in y] for y in z]
# ---
[x := y for y in z]
# ---
[(x := y) for y in z if (w := y)]
# ---
[x if y else z for w in v if u]
# ---
[lambda: x for x in y]
# ---
[x
 for x
 in y
 if z
 ]
# ---
{x for x in y}
# ---
{x: y for x, y in z}
# ---
{x: {y: z for z in y} for x, y in w}
# ---
{**a, **{x: y for x, y in b}}
# ---
(x for x in y)
# ---
(x for x in y if x for z in x)
# ---
((x for x in y) for y in z)
# ---
sum(x * y for x, y in zip(a, b) if x)
# ---
{x for x in y if (z := x)}
# ---
{(a, b): c for a, *b in d}
# ---
(x := 1)
# ---
(x := (y := (z := 1)))
# ---
(x := lambda: 1)
# ---
(x := 1, 2)
# ---
[x := 1, y := 2]
# ---
{x := 1, y := 2}
# ---
(x := a if b else c)
# ---
(x := yield_)
# ---
if (x := 1) and (y := 2): pass
# ---
while chunk := f.read(10): pass
# ---
print(f"{(x := 1)}", f"{x:=5}")
# ---
a = b = c = d
# ---
a = b, c = d, *e = f
# ---
a, = b
# ---
(a), (b) = c
# ---
[a, [b, *c]] = d
# ---
(a, (b, (c, (d,)))) = e
# ---
*a, = b
# ---
(*a,) = b
# ---
[*a] = b
# ---
a.b, c[d], e[f:g] = h
# ---
a = yield_, b
# ---
x = *a, b
# ---
x: int
# ---
x: int = 1
# ---
(x): int = 1
# ---
x.y: int
# ---
x[0]: int = 2
# ---
(x.y): int = 3
# ---
x: tuple[int, *Ts] = a, b
# ---
x: int = *a, b
# ---
x: lambda: 1 = 2
# ---
x: 'forward' = None
# ---
x: a if b else c
# ---
x += 1; x -= 1; x *= 1; x /= 1; x //= 1; x %= 1; x @= 1; x **= 1; x &= 1; x |= 1; x ^= 1; x <<= 1; x >>= 1
# ---
x.y += z
# ---
x[0] += *a, b
# ---
(x) += 1
# ---
x += a, b
# ---
x = y = z = 1, 2
# ---
1 .real, 1..real, 1.0.real, 1j.imag, 0x1.real, 1e5.real
# ---
...
# ---
x = ...
# ---
None, True, False, __debug__, NotImplemented
# ---
-1, +1, ~1, - 1, -(1), --1
# ---
-1j, 1-1j, 1+1j, -1-1j
# ---
a.b.c.d.e
# ---
"a".b, 'c'[0], f'{d}'.e, (1).f, [].g, {}.h, ().i
# ---
a()()()[0][1].b.c()(d)
# ---
a @ b @ c
# ---
a<b, a>b, a<=b, a>=b, a==b, a!=b
# ---
a not in b, not a in b, a is not b, not a is b
# ---
a is(not b)
# ---
a if(b)else(c)
# ---
(a)if(b)else(c),[d]if[e]else[f],"g"if"h"else"i"
# ---
a or(b)and(c)
# ---
1if 1else 0
# ---
0x1for x in y
# ---
[1for x in y if 1if 2]
# ---
1or 2,1and 2,1in x,1is x
# ---
print(1, 2, sep='')
# ---
type(x), match(x), case(x), _(x)
# ---
type = 1; match = 2; case = 3; _ = 4; type.x = 5; match[0] = 6
# ---
match * a, match - b, match[c], match.d, match(e), -match
# ---
type(a)[b].c = d
# ---
type X = type
# ---
(yield_)
# ---
x = a\
  + b\
  + c
# ---
x = """a
b""" + '''c
d'''
# ---
f("""
x
""", y,
  z)
# ---
ａ = 1; ﬁ = 2; ｘ.ｙ = 3
# ---
é.ü(ñ=ø)
# ---
变量 = 'é'; x = 变量 + "😀" + y
# ---
"é" + a, '😀' + b, f"é{a}😀{b}"
# ---
x = ("é" "ü"
     "😀" + y) if 0 else z
# ---
𝐱𝐲𝐳 = 1; print(𝐱𝐲𝐳 + xyz)
# ---
a = b if c else \
    d
# ---
assert x, (y, z)
# ---
assert (x, y)
# ---
assert x if y else z, w
# ---
del x
# ---
del x,
# ---
del (x)
# ---
del (x, y)
# ---
del (x,)
# ---
del [x, y]
# ---
del x.y, z[0], w[1:2], (a, [b, (c)])
# ---
del ()
# ---
del []
# ---
[] = x; () = y
# ---
for [] in x: pass
# ---
raise
# ---
raise X
# ---
raise X from Y
# ---
raise X if a else Y from Z or W
# ---
raise (X, Y)
# ---
return_ = lambda: (x for x in (yield_))
