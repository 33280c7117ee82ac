words = ["b", "a", "B", "A", "", "aa", "ab", "é", "e", "z", "€", "😀", "\uffff", "10", "9", " ", "a b", "a-b", "_"]
print(sorted(words), sorted(words, key=str.casefold)[:5], max(words) == "😀", min(words) == "", sorted(words, reverse=True)[:3])
for a, b in [("a", "b"), ("a", "a"), ("a", "aa"), ("A", "a"), ("", "a"), ("é", "z"), ("\uffff", "\U00010000"), ("a\0", "a"), ("10", "9")]:
    print(ascii(a), ascii(b), a < b, a <= b, a == b, a != b, a > b, a >= b)
for op in ("<", ">=", "==", "!="):
    for v in (1, None, b"a", ["a"]):
        try: print(op, v, eval(f"'a' {op} v"))
        except TypeError as e: print(e)
print("a" < "b" < "c", "a" == "a" == "a", not "a" < "a", "abc".__lt__("abd"), "abc".__eq__(5), "a".__ge__("a"), "x".__ne__("y"))
