for n in (0, 1, -1, 255, -256, 10 ** 20, -2 ** 64):
    print(n, n.bit_length(), n.bit_count(), n.conjugate(), n.real, n.imag, n.numerator, n.denominator, n.is_integer(), n.as_integer_ratio(), n.__ceil__(), n.__floor__(), n.__trunc__(), n.__round__(-1), n.__index__(), n.__bool__(), n.__float__() if abs(n) < 10 ** 300 else None)
print((1024).to_bytes(2, "big"), (1024).to_bytes(4, "little"), (-1).to_bytes(3, "big", signed=True), (0).to_bytes(0, "big"), (255).to_bytes(), (-128).to_bytes(1, signed=True), (2 ** 70).to_bytes(10, "little"), (-2 ** 63).to_bytes(8, "big", signed=True))
print(int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff\xfe", "little"), int.from_bytes(b"\xff", "big", signed=True), int.from_bytes([1, 2, 3], "big"), int.from_bytes(b""), int.from_bytes(bytearray(range(12)), "little"), int.from_bytes(b"\x80" + b"\0" * 9, signed=True))
for f in ["(256).to_bytes(1, 'big')", "(-1).to_bytes(1, 'big')", "(128).to_bytes(1, 'big', signed=True)", "(1).to_bytes(-1, 'big')", "(1).to_bytes(1, 'middle')", "int.from_bytes('ab', 'big')", "int.from_bytes([256], 'big')", "int.from_bytes(5)", "(1).to_bytes('x')", "int.from_bytes(b'', 'x')", "(-129).to_bytes(1, signed=True)"]:
    try: print(f, eval(f))
    except Exception as e: print(f, type(e).__name__, e)
print(round(1234, -2), round(1250, -2), round(1350, -2), round(-1250, -2), round(5, -1), round(15, -1), round(25, -1), round(7), round(7, 3), round(10 ** 20 + 5, -1), round(49, -2), round(50, -2), round(51, -2), round(150, -2), round(12345, -10))
print(int(3.99), int(-3.99), int("7"), int(True), int(), int(1e20), int(-2.5e-10), int(2 ** 53 + 1.0), int(1e300) % 1000)
class A:
    def __int__(self): return 5
class B:
    def __index__(self): return 6
class C:
    def __trunc__(self): return 7
class D:
    def __int__(self): return True
class E(int):
    def __int__(self): return 99
print(int(A()), int(B()), int(E(3)), range(B())[-1], E(3) + 0)
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    print(int(D()), [str(x.message) for x in w])
for x in (C(), object(), "1.5", None, [], 1j, b"\xff", "0x10"):
    try: print(int(x))
    except (TypeError, ValueError) as e: print(e)
for kw in [dict(x=5), dict(base=10), dict(x="5", base=10)]:
    try: print(int(**kw))
    except TypeError as e: print(e)
try: print(int("5", base="x"))
except TypeError as e: print(e)
print(int("11", base=2), int.__doc__[:30], (5).__format__("03"), int.__add__(5, 6), (3).__class__, 5 .__add__(1), (2).__radd__("x"), int.__eq__(1, 1.0), (1).__lt__(2.0))
