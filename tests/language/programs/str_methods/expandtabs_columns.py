for s in ("\t", "a\t", "ab\tc", "abcdefgh\ti", "\t\t", "a\n\tb", "a\r\tb", "12345678\t9", "é\t€\t😀\t.", "no tabs", ""):
    print(ascii(s), [s.expandtabs(n) for n in (8, 4, 1, 0, -1)])
print("a\tb".expandtabs(tabsize=3), "x\ty\tz".expandtabs(5), len("\t".expandtabs(1000)), "a\tb\tc".expandtabs(2) == "a b c")
for bad in (lambda: "a".expandtabs("x"), lambda: "a".expandtabs(1.5), lambda: "a".expandtabs(1, 2), lambda: "a".expandtabs(tab=1)):
    try: bad()
    except TypeError as e: print(e)
