s = "ab"
print(s + "c", s * 3, 3 * s, s * 0, s * -1, s * True, "" * 5, s + "", "" + s is s or True, s * 1 == s, "é" * 3, "😀" * 2 + "a", "a" + "é" + "€" + "😀")
t = s; t += "c"; print(s, t); t *= 2; print(t)
class I:
    def __index__(self): return 2
print(s * I(), I() * s if hasattr(I, "__mul__") else s * I())
parts = []
acc = ""
for i, c in enumerate("aé€😀"):
    acc = c + acc + str(i)
    parts.append((len(acc), ascii(acc)))
print(parts)
for bad in (lambda: s + 1, lambda: 1 + s, lambda: s + None, lambda: s + b"x", lambda: s * "2", lambda: s * 1.5, lambda: s * None, lambda: s - "b", lambda: s / 2, lambda: -s, lambda: s + ["c"], lambda: s @ s, lambda: s ** 2):
    try: print(bad())
    except TypeError as e: print(e)
x = "".join(chr(97 + i % 26) * (i % 3) for i in range(60)); print(x, len(x))
