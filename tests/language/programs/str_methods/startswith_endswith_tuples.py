s = "prefix.suffix"
for a in [("pre",), ("",), ("x",), (("a", "pre"),), ((),), (("",),), ("fix", 3), ("pre", 0, 2), ("pre", -100), ("suffix", -6), ("", 13), ("", 14), (".", 6, 7), ("prefix.suffix!",)]:
    print(a, s.startswith(*a), s.endswith(*a))
print("é€".startswith("é"), "é€".endswith(("x", "€")), "😀".startswith("\ud83d"), "abc".endswith("abc"), "abc".endswith("abc", 1), "abc".startswith("c", -1), "".startswith(""), "".endswith(("", "x")))
for bad in (1, None, ["a"], (1,), ("a", 2), b"a", {"a"}):
    for m in ("startswith", "endswith"):
        try: print(getattr("b", m)(bad))
        except TypeError as e: print(e)
try: "a".startswith("a", "b")
except TypeError as e: print(e)
