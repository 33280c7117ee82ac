# All literal forms.
print(0, 00, 0_0, 1_000_000, 0xFF, 0XfF_0, 0o17, 0O7_7, 0b101, 0B1_1)
print(1., .5, 1e3, 1E-3, 1_0.0_1e+1_0, 0e0, 00.5, 0777.0, 09e1, 1.e1)
print(1j, 1.5J, .5j, 1e2j, 0j, 010j, 1_0j)
print(0xDEADBEEF, 0b1111_0000, 0o777)
print(1 .real, 1..real, (1).bit_length(), 1.5.is_integer(), 1j.imag)
print(123456789012345678901234567890, -0, -0.0, +0.0)
print(1e308 * 10, -1e309, 1e-400, 5e-324, 2.5e-324)
print(1if 1else 2, 0x1for x in (1,)) if False else print("odd spacing is tested elsewhere")
print(9007199254740993, 9007199254740993.0, 0.1 + 0.2, 1e16, 1e15, 123456789.123456789)
print(0xffffffffffffffffffffffff, 0o7777777777777777777777777)
print(-2 ** 0.5, (-8) ** (1 / 3))
print(1_2 + 3_4, int("1_000"), float("1_0.5"))
for bad in ["1__0", "_1", "1_", "0x", "0b2", "0o8", "1e", "1.5_", "0_x1"]:
    try:
        print(bad, eval(bad))
    except (SyntaxError, NameError) as e:
        print(bad, type(e).__name__, e.args[0])
