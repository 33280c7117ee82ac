s = "one two one"
for sub in ("one", "o", "", "x", "one two one!", "e"):
    row = [s.find(sub), s.rfind(sub), s.find(sub, 1), s.rfind(sub, 0, -1), s.find(sub, -3), s.rfind(sub, 5, 5), s.find(sub, 12), s.find(sub, 11)]
    for f in (s.index, s.rindex):
        try: row.append(f(sub, 2))
        except ValueError as e: row.append(str(e))
    print(repr(sub), *row)
t = "é€😀é€😀"
print([t.find(c) for c in "é€😀x"], [t.rfind(c) for c in "é€😀"], t.find("€😀é"), t.find("😀", 3), t.index("é", 1), "a\0b\0".rfind("\0"), ("ab" * 1000 + "c").find("bc"), ("x" * 300).find("x" * 299), ("x" * 300 + "y").rfind("xxy"))
print("abc".find("c", None, None), "abc".find("c", -1), "abc".find("c", 0, 10 ** 20), "abc".find("a", -10 ** 20), "".find(""), "".rfind("", 1), "abc".find("", 3), "abc".find("", 4))
