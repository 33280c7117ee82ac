inf, nan = float("inf"), float("nan")
for a in (5.5, -5.5, 0.0, -0.0, 1e300, inf, nan, 3):
    print(a, [f"{a // b},{a % b}" for b in (2.0, -2.0, 0.5, 1e-5, inf, -inf)])
for a, b in [(1.0, 0.1), (-1.0, 0.1), (0.3, 0.1), (6.0, 2.0), (-6.0, 2.0), (1e17, 3.0), (2 ** 60, 7.0), (5, -0.3)]:
    q, r = divmod(a, b); print(a, b, q, r, q * b + r == a, abs(r) < abs(b))
for bad in ("1.0 // 0", "1.0 % 0.0", "divmod(1.0, 0)", "1.0 / 0", "inf // 0.0", "1.0 // 'a'", "1.0 % None"):
    try: print(eval(bad))
    except (ZeroDivisionError, TypeError) as e: print(bad, e)
print(7 // 2.5, 7.0 // 2, -7 // 2.0, 7 % -2.5, 1e308 // 1e-308, 5 % 0.3, 0.5 // 1, -0.5 // 1, -1e-20 % 5, -0.0 // 1, 0.0 % -1)
