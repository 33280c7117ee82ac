# Floor division and modulo for all sign combinations; divmod identity; shifts and bit operations on negatives.
for a in (7, -7, 0, 1, -1):
    for b in (3, -3, 7, -1):
        q, r = divmod(a, b)
        print(a, b, a // b, a % b, (q, r), q * b + r == a, end=" | ")
    print()
print(-1 >> 1, -1 >> 100, -8 >> 1, -7 >> 1, -1 << 4, 1 << 0, 0 << 1000, 5 >> 1000, -5 >> 1000)
print(-1 & 0xFF, -256 & 0xFFF, -1 | 0, -4 | 1, -1 ^ 1, ~0, ~-1, 6 & -6, -6 & 3, -6 | 3, -6 ^ 3, 0 & -1)
big = 1 << 100
print(-big >> 50, -big & 0xFFFF, (-big) | 1, big ^ -1, ~big, -big % 7, big % -7, -big // 7, divmod(-big, 10 ** 9))
print((-big - 1) & ((1 << 64) - 1), (-big - 1) >> 100, (-big) >> 101, (big - 1) & -big, (-big) ^ (big - 1))
print(2 ** 10, (-2) ** 3, (-2) ** 4, 0 ** 0, 5 ** 0, 2 ** -2, (-2) ** -3, 10 ** 20, (-3) ** 41)
print(pow(3, 200, 13), pow(-3, 3, 5), pow(3, 3, -5), pow(3, -1, 7), pow(7, 0, 1), pow(2, 1000, 10 ** 9 + 7), pow(10, -3, 9999991), pow(-5, -1, 11), pow(0, 0, 5), pow(5, 3, 1), pow(5, 3, -1))
for args in [(2, -1, 4), (0, -1, 5), (2, 3, 0), (2.0, 2, 3), (2, 2.0, 3), (2, "3")]:
    try: print(pow(*args))
    except (ValueError, TypeError) as e: print(args, type(e).__name__, e)
print(7 / 2, -7 / 2, 1 / 3, 10 ** 40 / 10 ** 20, 3 / 10 ** 400, -10 ** 30 / 3, 0 / 5, -0 / 5)
try: 10 ** 400 / 3
except OverflowError as e: print(e)
print(+5, -(-5), abs(-10 ** 20), -0, int.__floordiv__(7, -2), (7).__rmod__(20), (2).__rpow__(3), (-7).__divmod__(2), (5).__truediv__(2))
print(5 // True, 7 % True, True << True, 3 - False)
