for s in ("a b c", "  a  b  ", "", "   ", "a\tb\nc\r\nd\x0be\x0cf", "a\u2003b\u00a0c", "a\x1cb\x85c", "one"):
    print(ascii(s), s.split(), s.rsplit(), s.split(None, 1), s.rsplit(None, 1), s.split(maxsplit=0), s.rsplit(maxsplit=0))
for s, sep in (("a,b,c", ","), (",a,,b,", ","), ("", ","), (",", ","), ("a--b--c", "--"), ("aaa", "a"), ("aaa", "aa"), ("abc", "abc"), ("é€é€", "€")):
    print(ascii(s), s.split(sep), s.rsplit(sep), s.split(sep, 1), s.rsplit(sep, 1), s.split(sep, -1), s.split(sep, 0))
print("a b c d".split(" ", 2), "a b c d".rsplit(" ", 2), "a,b".split(sep=",", maxsplit=5), [len(x) for x in ("x " * 100).split(" ", 50)][-2:])
for bad in (lambda: "a".split(""), lambda: "a".rsplit(""), lambda: "a".split(1), lambda: "a".split(",", "x"), lambda: "a".split(max=1), lambda: "a".split(b","), lambda: "a".split(",", 1, 2)):
    try: bad()
    except (ValueError, TypeError) as e: print(e)
