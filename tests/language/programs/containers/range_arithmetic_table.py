for args in [(0,), (5,), (-3,), (1, 5), (5, 1), (0, 10, 3), (10, 0, -3), (0, -10, -4), (2, 2, 1), (-5, 6, 5), (0, 1, 100)]:
    r = range(*args)
    print(r, len(r), list(r), list(reversed(r)), r[::-1], r[1:], r[:-1], r[::2], bool(r), (r[0], r[-1]) if r else "-", sum(r), 3 in r, r == range(*args), hash(r) == hash(range(*args)))
r = range(3, 30, 4)
print(r.index(7), r.count(7), r.count(8), 7.0 in r, "7" in r, r.start, r.stop, r.step, r[2:5], r[-3:-1], r[::-2], r[10:20], max(r), min(r), sorted(r, reverse=True)[:2], list(zip(r, r[1:]))[:2])
for bad in (lambda: r[99], lambda: r[-99], lambda: r.index(8), lambda: range(1, 2, 0), lambda: range(1.5), lambda: range("3"), lambda: r["a"], lambda: r[::0], lambda: r + r, lambda: r < r, lambda: range(), lambda: setattr(r, "step", 1), lambda: range(None)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
big = range(2 ** 40, 2 ** 40 + 10 ** 6, 999); print(len(big), big[500], 2 ** 40 + 999 * 7 in big, big[-1], range(10 ** 30)[10 ** 29], 10 ** 29 in range(10 ** 30))
