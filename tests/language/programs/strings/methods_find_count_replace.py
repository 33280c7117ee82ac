s = "the cat sat on the mat"
print(s.find("at"), s.find("at", 6), s.find("at", 6, 9), s.find(""), s.find("", 5), s.find("", 100), s.rfind("at"), s.rfind("the", 0, 10), s.rfind(""), s.find("zz"), s.find("t", -1), s.find("t", None, None))
print(s.index("sat"), s.rindex("the"), s.count("at"), s.count(""), s.count("", 20), s.count("", 22), s.count("", 23), "aaaa".count("aa"), s.count("t", 2, -2), "".count(""), "".count("a"))
print(s.replace("at", "og"), s.replace("at", "", 2), "aaa".replace("a", "bb"), "abc".replace("", "-"), "abc".replace("", "-", 2), "".replace("", "x"), "".replace("", "x", 0), "ab".replace("ab", ""), s.replace("t", "T", -1), s.replace("zz", "x") is s)
print("aXbXc".replace("X", "--", count=1), "x" * 3 + "y".replace("y", "z" * 3))
print("é€😀é".find("😀"), "é€😀é".rfind("é"), "é€😀é".replace("€", "😀😀"), "😀".find("\ude00"), "aé".count("é"))
print(s.startswith("the"), s.startswith(("x", "th")), s.startswith("cat", 4), s.startswith("", 22), s.startswith("", 23), s.startswith(()), s.endswith("mat"), s.endswith(("a", "t")), s.endswith("m", 0, -2), s.endswith(""), s.startswith("t", -3))
print("prefix-body".removeprefix("prefix-"), "body".removeprefix("x"), "file.py".removesuffix(".py"), "a".removesuffix(""), "aa".removeprefix("a"), "aa".removesuffix("aaa"))
print("at" in s, "" in s, "" in "", "ab" in "ba", "é" in "aé")
for code in ["s.index('zz')", "s.rindex('zz')", "s.find(1)", "s.find()", "s.count(None)", "s.replace(1, 2)", "s.replace('a', 'b', 'c')", "s.startswith(1)", "s.startswith(('a', 1))", "s.startswith(['a'])", "1 in s", "s.find('a', 'b')", "s.removeprefix(1)", "s.replace('a')", "s.endswith()", "s.replace('a', 'b', count='x')", "s.count('a', 1.5)"]:
    try:
        print(code, eval(code))
    except (TypeError, ValueError) as e:
        print(code, "->", type(e).__name__, e)
big = "ab" * 5000 + "c"
print(big.find("bc"), big.count("ba"), big.rfind("aba"), big.find("abc"), ("a" * 1000 + "b").find("a" * 500 + "b"), ("ab" * 300).count("abab"), big.replace("ab", "")[-3:], len(big.replace("b", "xyz")))
