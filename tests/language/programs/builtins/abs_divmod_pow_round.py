class N:
    def __abs__(self): return "abs!"
    def __divmod__(self, o): return ("divmod", o)
    def __rdivmod__(self, o): return ("rdivmod", o)
    def __pow__(self, e, m=None): return ("pow", e, m)
print(abs(-5), abs(-2.5), abs(3 - 4j), abs(True), abs(N()), abs(-10 ** 30))
print(divmod(7, 3), divmod(-7, 3), divmod(7.5, 2), divmod(True, 2), divmod(N(), 1), divmod(1, N()), divmod(10 ** 20, -7))
print(pow(2, 10), pow(2, -1), pow(2, 10, 7), pow(2.0, 3), pow(N(), 2), pow(N(), 2, 3), pow(base=2, exp=5, mod=6), pow(2, 3, None))
print(round(2.5), round(-1.567, 2), round(1234, -2), round(7), round(2.5, 0), round(True), round(1e20))
for f in (lambda: abs("a"), lambda: abs(None), lambda: divmod(1, 0), lambda: divmod("a", 1), lambda: pow(2, 3, 0), lambda: pow("a", 1), lambda: pow(2, "a"), lambda: pow(2, 3, "a"), lambda: pow(2.5, 1, 2), lambda: round("x"), lambda: round(1.5, "x"), lambda: round(), lambda: abs(), lambda: divmod(1), lambda: pow(1), lambda: divmod(1j, 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
