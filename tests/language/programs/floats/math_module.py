import math
print(math.pi, math.e, math.tau, math.inf, math.nan)
for name, args in [("sqrt", (2,)), ("cbrt", (27,)), ("exp", (1,)), ("exp2", (10,)), ("expm1", (1e-10,)), ("log", (10,)), ("log", (8, 2)), ("log2", (1024,)), ("log10", (1000,)), ("log1p", (1e-10,)), ("sin", (1,)), ("cos", (1,)), ("tan", (1,)), ("asin", (.5,)), ("acos", (.5,)), ("atan", (.5,)),
                   ("atan2", (-1, -1)), ("sinh", (1,)), ("cosh", (1,)), ("tanh", (.5,)), ("asinh", (1,)), ("acosh", (2,)), ("atanh", (.5,)), ("hypot", (3, 4)), ("hypot", (1, 2, 2)), ("dist", ([1, 2], [4, 6])), ("fabs", (-3,)), ("fmod", (-7, 3)), ("remainder", (7, 4)), ("copysign", (3, -0.0)), ("ldexp", (.75, 4)),
                   ("frexp", (10,)), ("modf", (-3.25,)), ("degrees", (math.pi,)), ("radians", (180,)), ("erf", (.5,)), ("erfc", (.5,)), ("fsum", ([.1] * 10,)), ("prod", ([1, 2, 3.5],)), ("nextafter", (1, 2)), ("ulp", (1,)), ("fma", (2, 3, 4)), ("trunc", (-2.7,)), ("isclose", (1, 1 + 1e-10)), ("sumprod", ([1, 2], [3, 4])), ("gamma", (5,)), ("lgamma", (10,)), ("pow", (2, .5)), ("perm", (5, 2)), ("comb", (6, 3)), ("isqrt", (99,)), ("gcd", (12, 18, 27)), ("lcm", (4, 6)), ("factorial", (20,))]:
    r = getattr(math, name)(*args)
    print(name, args, f"{r:.12g}" if isinstance(r, float) else r)
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1e308), math.copysign(1, -0.0), math.nextafter(0, 1), math.nextafter(1, 2, steps=3), math.ulp(1e300), math.fmod(1e300, 7), math.remainder(-5.5, 2), math.isclose(1e-20, 0), math.isclose(1, 1.1, rel_tol=.2), math.prod([], start=5), math.fsum([1e16, 1, -1e16]), math.sumprod([10 ** 20, 1.5], [2, 2]))
for name, args in [("sqrt", (-1,)), ("log", (0,)), ("log", (-1,)), ("log", (2, 1)), ("log2", (0,)), ("log10", (-5,)), ("acos", (2,)), ("exp", (1000,)), ("fmod", (1, 0)), ("pow", (-2, .5)), ("pow", (0, -1)), ("gamma", (0,)), ("gamma", (200,)), ("factorial", (-1,)), ("factorial", (2.5,)), ("comb", (-1, 2)), ("isqrt", (-1,)), ("gcd", (1.5,)), ("ldexp", (1, 5000)), ("sin", (math.inf,)), ("sqrt", ("a",)), ("dist", ([1], [1, 2])), ("hypot", ("a",)), ("fsum", (["a"],)), ("cosh", (1000,)), ("atanh", (1,)), ("acosh", (.5,)), ("log1p", (-1,)), ("isclose", (1, 2)), ("sumprod", ([1], [1, 2])), ("perm", (1.5,)), ("floor", ("x",)), ("copysign", (1,)), ("nextafter", (1, 2, 3))]:
    try: print(name, args, getattr(math, name)(*args))
    except Exception as e: print(name, args, type(e).__name__, e)
print(math.log(10 ** 400), math.log2(2 ** 5000), math.log10(10 ** 1000), math.sqrt(10 ** 300), math.floor(-0.5), math.ceil(-0.5), math.ceil(2 ** 70))
class F:
    def __floor__(self): return "fl"
    def __ceil__(self): return "ce"
    def __trunc__(self): return "tr"
    def __float__(self): return 4.0
print(math.floor(F()), math.ceil(F()), math.trunc(F()), math.sqrt(F()))
