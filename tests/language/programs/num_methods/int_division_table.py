vals = [7, -7, 1, -1, 0, 3, -3, 10 ** 20, -10 ** 20 - 1, 2 ** 64]
for a in vals:
    for b in (3, -3, 7, -10 ** 9, 2 ** 64):
        q, r = divmod(a, b)
        assert q * b + r == a and (r == 0 or (r > 0) == (b > 0)) and abs(r) < abs(b)
        print(q, r, end=" ")
    print()
print(7 / 2, -7 / 2, 10 ** 20 / 3, 1 / 10 ** 20, 2 ** 1000 / 2 ** 999, -1 / 3, 0 / 7, 10 ** 400 / 10 ** 399, 5 // 1, 5 % 1, -5 % 1)
for bad in ("1 / 0", "1 // 0", "1 % 0", "divmod(1, 0)", "0 / 0", "10 ** 20 // 0", "10 ** 400 / 1", "1 // 'a'", "1 % None", "divmod('a', 1)", "True // False"):
    try: print(eval(bad))
    except (ZeroDivisionError, OverflowError, TypeError) as e: print(bad, type(e).__name__, e)
