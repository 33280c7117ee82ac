tests = ["", "a", "A1", "1", "١٢", "²", "½", "Ⅷ", "一", "a b", "_x", "1x", "é", "\u200b", " \t\n", "\x1c", "\x85", "\xa0", "\u2028", "a\x00", "\x7f", "\xad", "😀", "\ue000", "\ud800", "ß", "π2", "a-b", "৪", "۴", "①", "़", "·", "℘", "゛"]
names = ["isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isprintable", "isidentifier", "isascii"]
for t in tests:
    print(f"{ascii(t):12}", "".join("1" if getattr(t, n)() else "0" for n in names))
for n in ["isdigit", "isalpha"]:
    try:
        getattr("a", n)(1)
    except TypeError as e:
        print(e)
print([c for c in map(chr, range(0x3000)) if c.isspace()].__len__(), sum(chr(i).isalpha() for i in range(0x500)), sum(chr(i).isdecimal() for i in range(0x1000)), sum(chr(i).isprintable() for i in range(0x400)))
print([hex(i) for i in range(0x110000) if chr(i).isspace()])
