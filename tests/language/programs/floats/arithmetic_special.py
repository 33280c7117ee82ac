# inf, nan, signed zero, overflow, modulo and power rules.
inf, nan = float("inf"), float("nan")
print(inf + 1, inf - inf, inf * 0, inf / inf, -inf * 2, 1 / inf, -1 / inf, nan + 1, nan * 0, inf // 2, 5 // inf, -5 // inf, 5 % inf, -5 % inf, 5 % -inf, inf > 10 ** 400, -inf < -10 ** 400)
print(0.0 == -0.0, str(-0.0), -0.0 + 0.0, -0.0 - 0.0, 0.0 * -1, -0.0 * -1, 0.0 - 0.0, abs(-0.0), -(0.0), 1 / 3 * 3, -0.0 + -0.0, round(-0.4), round(-0.4, 0), int(-0.0), 0.0 // -5, -0.0 % 5, 0.0 % -5)
for a, b in [(7.5, 2), (-7.5, 2), (7.5, -2), (-7.5, -2), (1e300, 1e-300), (0.3, 0.1), (1, 0.1), (-1e-20, 3.0), (1e-20, -3.0), (6.0, 3.0), (-6.0, 3.0), (1e16, 0.7)]:
    print(a, b, a // b, a % b, divmod(a, b), end="; ")
print()
for expr in ["1.0 / 0", "1 / 0.0", "1.0 // 0.0", "1.0 % 0", "divmod(1.0, 0.0)", "0.0 ** -1", "(-8.0) ** 0.5", "(-8) ** (1/3)", "2.0 ** 1024", "1e308 * 10", "10.0 ** 400", "(-2.0) ** 1025", "inf % 2", "nan ** 0", "1 ** nan", "inf ** 0", "0.0 ** 0.0", "(-inf) ** 3", "(-inf) ** -3", "(-inf) ** 0.5", "(-1.0) ** inf", "2 ** inf", "0.5 ** inf", "(-2.0) ** 3.0", "(-0.0) ** 3", "(-0.0) ** 2", "(-0.0) ** -3" , "4 ** 0.5", "4.0 ** -0.5", "1e-200 ** 2", "pow(2.5, 2)", "inf // 1", "1.5 ** 2.5", "(-1) ** 1e300", "0 ** 1.5"]:
    try: print(expr, eval(expr), end="; ")
    except (ZeroDivisionError, OverflowError, ValueError) as e: print(expr, type(e).__name__, e, end="; ")
print()
print(nan < 1, nan > 1, nan == nan, nan != nan, nan <= nan, [nan] == [nan], nan in [nan], max(nan, 1), max(1, nan), min(nan, 1), min(1, nan), sorted([3, 1, 2.5, -inf, inf]), hash(inf) == hash(float("inf")), sum([0.1] * 3), sum([1e16, 1.0, -1e16]))
print(0.1 + 0.2 == 0.3, 0.1 * 3, 1.1 + 2.2, 1e16 + 1, 1e16 + 2, 4.35 * 100, 1.15 + 2.30, 3 * 0.1 == 0.3, 0.7 + 0.1, 2 ** 0.5 * 2 ** 0.5, 1e308 + 1e308, 5e-324 / 2, 5e-324 * 0.6)
x = 5.5
x += 1; x -= 0.25; x *= 2; x /= 4; x //= 1; x **= 3; x %= 10
print(x, 7.0 // 2, -7.0 // 2, 3.0 == 3, type(3.0 // 1).__name__, 1.0.__add__("x"), 1.5.__radd__(2), (2.5).__divmod__(1))
