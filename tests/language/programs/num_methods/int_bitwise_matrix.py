vals = [0, 1, -1, 0b1010, -0b1010, 2 ** 30, -2 ** 30 - 1, 2 ** 48 + 5, -2 ** 64 + 3, 10 ** 25]
for a in vals: print(a, [a & b for b in vals], [a | b for b in vals[:6]], [a ^ b for b in vals[:6]], ~a)
print(all((a & b) + (a | b) == a + b and a ^ b == (a | b) - (a & b) and ~(a & b) == ~a | ~b for a in vals for b in vals))
print(True & 1, True | 2, True ^ True, type(True & False), 5 & True, 0xF0 >> 4 & 0xF, 6 & -6, 12 & 10 | 1 ^ 3)
for bad in ("1 & 1.0", "1 | 'a'", "None ^ 1", "~1.5", "~'a'", "1.0 & 1", "[] | 1"):
    try: eval(bad)
    except TypeError as e: print(bad, e)
