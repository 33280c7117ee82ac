for n in (0, 1, -1, 5, -5, 2 ** 31, -2 ** 31, 2 ** 63 - 1, -2 ** 64, 3 ** 50):
    print(n, [n << k for k in (0, 1, 31, 64)], [n >> k for k in (0, 1, 2, 31, 63, 64, 200)])
print(1 << 100 >> 99, -1 >> 1000, (1 << 200) - 1 >> 190, -(1 << 65) >> 64, 7 << 62, -7 << 62, (1 << 47) << 1, (1 << 46) + (1 << 46))
for bad in (lambda: 1 << -1, lambda: 1 >> -5, lambda: 1 << 1.0, lambda: 1.0 >> 1, lambda: "a" << 1, lambda: 1 >> None, lambda: 0 << 10 ** 30, lambda: 0 >> 10 ** 30, lambda: 5 >> 10 ** 30, lambda: -5 >> 10 ** 30):
    try: print(bad())
    except (ValueError, TypeError) as e: print(e)
