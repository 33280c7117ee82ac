breaks = ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\x1f", "\t", "\n\r"]
for b in breaks: print(ascii(b), ("x" + b + "y").splitlines(), ("x" + b).splitlines(True), b.splitlines())
print("".splitlines(), "a".splitlines(), "a\n".splitlines(), "\na".splitlines(), "a\n\nb".splitlines(keepends=True), "a\r\r\nb".splitlines(True), "\n\n".splitlines(), "é\n€\r😀".splitlines())
print(b"a\nb\rc\x0bd\x85".splitlines(), b"a\r\nb".splitlines(True), "x\n" * 3 == "".join(("x\n" * 3).splitlines(True)), len(("l\n" * 500).splitlines()))
class S(str): pass
print(type(S("a\nb").splitlines()[0]).__name__, "a\nb".splitlines(0), "a\nb".splitlines(1))
for bad in (lambda: "a".splitlines(1, 2), lambda: "a".splitlines(keep=1), lambda: "a".splitlines("x")):
    try: print(bad())
    except TypeError as e: print(e)
