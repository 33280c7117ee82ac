for args in [("a", "b"), ("a", ""), ("", "-"), ("aa", "b"), ("x", "y"), ("a", "aaa"), ("aaaa", "z"), ("a", "é"), ("a", "😀")]:
    print(args, "aaaa".replace(*args), "aaaa".replace(*args, 2), "aaaa".replace(*args, 0), "aaaa".replace(*args, -1), "".replace(*args), "baab".replace(*args, count=1))
print("é€é".replace("é", "e"), "é€é".replace("€", ""), "😀x😀".replace("😀", "é"), "abc".replace("abc", "abc"), "a.b.c".replace(".", "::"), "\0a\0".replace("\0", "0"), "xyz" * 3 == "abcabcabc".replace("abc", "xyz"))
s = "immutable"
print(s.replace("q", "z") is s, s.replace("m", "m") == s, ("ab" * 500).replace("ba", "x").count("x"))
for bad in (lambda: s.replace("a"), lambda: s.replace(1, "a"), lambda: s.replace("a", 1), lambda: s.replace("a", "b", "c"), lambda: s.replace("a", "b", cnt=1), lambda: s.replace("a", "b", 1, count=1)):
    try: bad()
    except TypeError as e: print(e)
