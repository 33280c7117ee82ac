import cmath
z = 3 + 4j
print(z, z.real, z.imag, z.conjugate(), abs(z), -z, +z, z * z, z / (1 - 2j), z ** 2, z ** 0.5, z == 3 + 4j, z != z, bool(0j), bool(1e-300j), hash(1 + 0j) == hash(1), z.__complex__() is not None)
print([1j, -1j, 0j, -0j, 1 + 0j, complex(-0.0, 0.0), complex(0, -0.0), complex(-0.0, -0.0), 1e16 + 1e-5j, complex("inf"), complex("nan+infj"), 1.5 - 2.5j, -1 - 1j, complex(float("-inf"), float("nan"))])
print(1j * 1j, 1j ** 2, 1j ** 3, 1j ** 4, 2 ** 1j, (1 + 1j) ** -2, 0j ** 0, (2 + 0j) ** 3, 1j ** 0.5, (-1) ** 0.5, 5 - 1j, 1 - (2 + 3j), (1 + 2j) + 1.5, 2 * (1 + 2j), (1 + 2j) / 2, 1 / 2j, 0j * float("inf") if 0 else "", 1 - 0j, -1 + -0j, 2.0 - 1j, 3 * 1j)
for s in ["1+2j", " 1 ", "j", "-j", "+1j", "1e5j", "1.5-2.5e-3J", "(1+2j)", " ( 1j ) ", "infinity", "-inf+nanj", "1_0+2_0j", "nanj", ".5j", "5.+.5j", "1e10+j"]:
    print(repr(s), complex(s), end="; ")
print()
for bad in ["", "1+", "1+2", "1 + 2j", "1j+2", "a", "1+2i", "((1))", "(1+2j", "1+2jj", "1__0", "1+-2j" if 0 else "1+--2j", "()", "j1", "i"]:
    try: print(repr(bad), complex(bad))
    except ValueError as e: print(repr(bad), e)
print(complex(), complex(1), complex(1, 2), complex(1.5, imag=2), complex(real=1), complex(True), complex(-0.0), complex(0, 5))
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    print(complex(1 + 2j, 3), complex(1, 1j), [str(x.message) for x in w])
class C:
    def __complex__(self): return 1 + 2j
class F:
    def __float__(self): return 2.5
class I:
    def __index__(self): return 7
print(complex(C()), complex(F()), complex(I()), complex(F(), 1), complex.from_number(3), C().__complex__() * 2)
for expr in ["1j / 0", "0j ** -1", "0j ** 1j", "1j // 2", "1j % 2", "divmod(1j, 1)", "1j < 2j", "int(1j)", "float(1j)", "complex([])", "complex('1', '2')", "complex(None)", "complex(1, '2')", "complex('1', 2)", "1j.real", "pow(1j, 2, 3)", "abs(1e308 + 1e308j)", "(1e200 + 1j) ** 3", "1j << 1", "~1j", "round(1j)", "cmath.sqrt(-1)", "cmath.phase(-1)", "cmath.exp(1j * cmath.pi).real", "cmath.polar(1j)", "complex(1, 2, 3)", "math.floor(1j)" if 0 else "1j & 1", "complex.from_number('1')"]:
    try: print(expr, eval(expr), end="; ")
    except Exception as e: print(expr, type(e).__name__, e, end="; ")
print()
for spec in ["", ".2f", "e", "g", "10.1f", "<20", ">20.1f", "+.1f", ",.1f", ".3", "^15", "_.2e"]:
    print(repr(spec), f"{1234.5 - 6.789j:{spec}}", f"{0.1 + 0.2j:{spec}}", end=" | ")
print()
for bad in ["d", "%", "010", "=5", "x", "s"]:
    try: print(f"{1j:{bad}}")
    except ValueError as e: print(repr(bad), e)
class Z(complex):
    def __repr__(self): return "Z!"
print(Z(1, 2), [Z(1)], Z(1) + 1, f"{Z(1)}", Z("2j").imag, 1j.__add__("x"), (1j).__eq__(1), (1 + 0j) == 1, (1j).__getnewargs__(), sum([1j, 2, 3.5]), (3 + 0j) in [3], {1: "k"}[1 + 0j])
