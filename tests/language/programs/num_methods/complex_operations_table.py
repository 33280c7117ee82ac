vals = [0j, 1j, 1 + 1j, -2.5 + 0j, 3 - 4j, complex(float("inf"), 1)]
for a in vals[:5]: print(a, [str(a + b) for b in vals[:5]], [str(a * b) for b in vals[:5]], -a, a.conjugate(), abs(a), a == a.conjugate(), bool(a))
for a in vals[1:5]: print([f"{a / b:.3f}" for b in vals[1:5]], [f"{a ** n:.3f}" for n in (0, 1, 2, -1, 0.5)])
print(1 + 2j == 2j + 1, 1j * 1j == -1, (1 + 0j) == 1 == 1.0, hash(2 + 0j) == hash(2), 1j != 1, 2 - 1j, 1 - 0j, -(0j), 0j - 0, 1j - 1j, 2.5 * 1j, 1j / 2, True + 1j)
for bad in ("1j < 2", "1j // 1", "1j % 1", "divmod(1j, 1)", "int(1j)", "float(1j)", "1j / 0", "0j ** -1", "round(1j)", "1j & 1", "abs('j')", "pow(1j, 1, 1)", "complex('1 + 2j')", "1j >> 1", "max(1j, 2j)"):
    try: print(eval(bad))
    except (TypeError, ZeroDivisionError, ValueError) as e: print(bad, type(e).__name__, e)
