# Shortest repr, exponents, special values.
for x in [0.0, -0.0, 1.0, 0.1, 1/3, 2/3, 1e15, 1e16, 1e17, 123456789012345.6, 1234567890123456.7, 1e-4, 1e-5, 0.00012345, 1e22, 1e23, 9007199254740993.0, 5e-324, 2.2250738585072014e-308, 2.225073858507201e-308,
          1.7976931348623157e308, 4.35, 0.1 + 0.2, 1e100, 1.5e-10, 3.141592653589793, 2.718281828459045, 100.0, 1e2, 123e-7, float("inf"), float("-inf"), float("nan"), -float("nan"), 9.5367431640625e-07, 8.41e21, 2.0 ** 70, 2.0 ** -50,
          5e-320, 1.2345e-320, 299792458.0, 6.02214076e23, 1.6e-35, 0.5, 0.25, 1e21, 9.999999999999999e22, 4.9406564584124654e-324, 1e-323, 0.3, 2.675, 1.005, 9007199254740992.0]:
    r = repr(x)
    print(r, str(x) == r, x != x or float(r) == x, end="; ")
print()
print([repr(float(f"1e{i}")) for i in range(-8, 24, 3)])
print([10.0 ** i for i in range(-7, 20, 2)], [2.0 ** i for i in (52, 53, 54, 100, -1, -10, -1074)])
vals = [i / 10 for i in range(0, 30, 7)] + [i / 7 for i in range(1, 7)]
print(vals, sum(vals))
x = 1.0
for _ in range(25): x = x * 1.1 + 0.01
print(x)
import struct
for bits in (0x3ff0000000000001, 0x7fefffffffffffff, 0x0000000000000001, 0x000fffffffffffff, 0x0010000000000000, 0x4340000000000001, 0x3fb999999999999a, 0xc3e0000000000000, 0x44b52d02c7e14af6, 0x444b1ae4d6e2ef50):
    print(struct.unpack("<d", struct.pack("<Q", bits))[0], end=" ")
print()
print(f"{1e16} {1e-5} {123456.789e3}", "%s %r" % (0.1, 1e300), [1.0], {1.5: 2.5}, (1e16,), complex(1e16, -0.0))
