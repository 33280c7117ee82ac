for s in ["1", "1.", ".5", "1e3", "1E-3", "-0", "+.5e1", "1_0.5", "  2.5 ", "inf", "-INF", "nan", "Infinity", "1e400", "-1e-400", "0.1", "1e22", "1e23", "123456789012345678", "4.35", "2.675", "5e-324", "1.7976931348623157e308", "0x10" if 0 else "1e0", "٣.٥", "1e+10", "1e-05", "9.5e-5", "100000", "1e16", "123e-2", "0.00001", "0.0001"]:
    f = float(s)
    print(ascii(s.strip()), repr(f), str(f), f == float(repr(f)) or f != f, f"{f:g}", f"{f:.3e}" if abs(f) < 1e300 else "")
for s in ["", ".", "e", "1e", "1e+", "--1", "1..0", "1.0.0", "0x1p3", "1_", "_1", "1__0", "nan1", "in f", "1,5", "1 0", "٣a", "infin"]:
    try: print(float(s))
    except ValueError as e: print(e)
