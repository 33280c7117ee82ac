for a in (0, 1, -1, 2, -2, 3, 10, -7): print(a, [a ** n for n in (0, 1, 2, 3, 10, 31)], [a ** -n for n in (1, 2)] if a else "-")
print(2 ** 100, (-3) ** 41, 10 ** 30, 7 ** 77 % 10 ** 10, pow(2, 10 ** 6, 97), pow(-2, 5, 7), pow(5, -2, 11), pow(3, 0, 1), pow(0, 0), pow(0, 5, 7), pow(10, 10, -7), pow(2, 3, None))
print(4 ** 0.5, 8 ** (1 / 3), (-8) ** (1 / 3), 2 ** -1074, 2 ** -1075, 0 ** 0.0, 2 ** True, True ** 5, (-1) ** 10 ** 6, 2 ** 2 ** 3, -2 ** 4, 1.5 ** 2, 10 ** -3)
for bad in ("0 ** -1", "pow(2, -1, 4)", "pow(2, 1, 0)", "2 ** 'a'", "pow(2, 0.5, 3)", "pow(2, 3, 4.0)", "'a' ** 2", "2.0 ** 5000", "None ** 1", "pow(0, -1, 5)"):
    try: print(eval(bad))
    except (ZeroDivisionError, ValueError, TypeError, OverflowError) as e: print(bad, type(e).__name__, e)
class P(int):
    def __pow__(self, e, m=None): return ("P.pow", int(e), m)
    def __rpow__(self, b, m=None): return ("P.rpow", b, m)
print(P(2) ** 3, 2 ** P(3), pow(P(2), 3, 5), pow(2, P(3)), P(2) ** P(3))
