def first[T](xs: list[T]) -> T: return xs[0]
def pair[A, B: int, *Ts, **P](a: A, b: B, *rest: *Ts) -> tuple[A, B, *Ts]: return (a, b, *rest)
def bounded[T: (int, str), U: "Forward" = int](x: T) -> U: return x
print(first([1, 2]), first.__type_params__, first.__annotations__)
print(pair(1, 2, 3, 4), [type(p).__name__ for p in pair.__type_params__], pair.__annotations__)
T, U = bounded.__type_params__
print(T.__name__, T.__bound__, T.__constraints__, T.__default__, T.has_default(), U.has_default(), U.__default__, T.__module__, T.__covariant__, T.__contravariant__, T.__infer_variance__)
try: U.__bound__
except NameError as e: print(e)
Forward = float
print(U.__bound__)
A, B, Ts, P = pair.__type_params__
print(repr(A), repr(Ts), repr(P), P.args, P.kwargs, B.__bound__, list(Ts), A == first.__type_params__[0])
def inner_uses[T]():
    x: T
    def g() -> T: return T
    return g(), g.__annotations__["return"] is T
print(inner_uses()[0].__name__, inner_uses()[1])
def shadow[T](T): return T
print(shadow(5))
async def co[T](x: T) -> T: return x
c = co(3)
try: c.send(None)
except StopIteration as e: print(e.value, co.__type_params__)
try: T.x = 1; print("attributes may be set", T.x)
except AttributeError as e: print(e)
def deco(f): print("deco sees", f.__name__, f.__type_params__); return f
@deco
def decorated[Q](x: Q = (dflt := "default")): return x
print(decorated(), dflt, "Q" in globals())
