print(chr(65), chr(0x1F600), repr(chr(0)), repr(chr(0xD800)), ord("A"), ord("😀"), ord(b"a"), ord(bytearray(b"z")), bin(10), bin(-10), bin(0), hex(255), hex(-255), hex(2 ** 70), oct(8), oct(-8), oct(0), bin(2 ** 65), ascii("é😀\n'"), ascii([b"\xff", "ü"]), repr("é"), format(255, "x"), format("a", ">3"), format(1.5), format(None), format([1]))
class I:
    def __index__(self): return 12
    def __repr__(self): return "ré"
    def __format__(self, s): return f"fmt[{s}]"
print(chr(I()), bin(I()), hex(I()), oct(I()), ascii(I()), repr(I()), format(I(), "abc"), format(I()), f"{I():%Y}")
for f in (lambda: chr(-1), lambda: chr(0x110000), lambda: chr("a"), lambda: chr(1.0), lambda: chr(2 ** 70), lambda: ord(""), lambda: ord("ab"), lambda: ord(b"ab"), lambda: ord(5), lambda: ord(None), lambda: bin(1.5), lambda: bin("1"), lambda: hex(None), lambda: oct([]), lambda: format(1, 2), lambda: format(object(), "x"), lambda: format(), lambda: format([], "d"), lambda: format((1,), "5"), lambda: ascii(), lambda: repr(), lambda: chr(), lambda: bin()):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print([chr(c) for c in range(97, 103)], "".join(map(chr, (72, 105))), [ord(c) for c in "aé€"], int("0b101", 0), int(hex(255), 16), eval(repr("a\tb")), [hex(i) for i in (15, 16, 17)])
