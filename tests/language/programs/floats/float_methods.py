for x in [0.5, -0.1, 3.0, 1e300, 5e-324, 2.0 ** 60, -0.0, 0.1]:
    print(x, x.as_integer_ratio(), x.hex(), x.is_integer(), x.conjugate(), x.real, x.imag, float.fromhex(x.hex()) == x)
for h in ["0x1.8p3", "1.8p3", "-0x.8p1", "0x1p-1074", "0x1p-1075", "0x1.8p-1074", "0X1.FFFFFFFFFFFFFP1023", "inf", "-nan", "1", "0xabc.defp-3", " 0x1p0\n", "0x1.00000000000008p0", "0x1.000000000000081p0", "0x10", "0x.1", "0x1.", "infinity"]:
    print(h.strip(), float.fromhex(h), end="; ")
print()
for bad in ["", "0x", "0x1p", "g", "0x1.0p1024", "1.p+", "0x1.8p3x", "--1", "0x1p9999999999999", "1_0"]:
    try: print(float.fromhex(bad))
    except (ValueError, OverflowError) as e: print(repr(bad), type(e).__name__, e)
print(float("inf").hex(), float("nan").hex(), float("-inf").is_integer())
for bad in (float("inf"), float("nan")):
    try: bad.as_integer_ratio()
    except (OverflowError, ValueError) as e: print(type(e).__name__, e)
print(float.from_number(5), float.from_number(2.5), float.__getformat__("double"), (1.5).__format__(".2f"), (2.5).__int__(), (2.5).__trunc__(), (0.0).__bool__(), (1.5).__hash__() == hash(1.5), (1.5).__neg__(), (1.5).__pos__(), (-1.5).__abs__(), (1.5).__eq__(1), (1.5).__eq__("x"), (1.5).__getnewargs__(), (1.5).__rpow__(2), (9.0).__pow__(0.5))
try: float.from_number("5")
except TypeError as e: print(e)
import sys
fi = sys.float_info
print(fi.max, fi.min, fi.epsilon, fi.dig, fi.mant_dig, fi.max_exp, fi.min_exp, fi.max_10_exp, fi.min_10_exp, fi.radix, fi.rounds)
class F(float):
    def __add__(self, o): return F(float(self) + o + 1)
    def __str__(self): return "F:" + float.__repr__(self)
print(F(1) + 1, 1 + F(1), F(2) * 2, [F(1)], str(F(3)), F("1e3"), sum([F(1), F(2)]), f"{F(1)} {F(1):.1f}", F(1).hex(), isinstance(F(1) + 1, F), -F(1), abs(F(-2)))
try: F("x")
except ValueError as e: print(e)
try: float(1, 2)
except TypeError as e: print(e)
try: (1.5).x = 1
except AttributeError as e: print(e)
except SyntaxError as e: print(e)
