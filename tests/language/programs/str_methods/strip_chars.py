for s in ("  a b  ", "xxabcxx", "", "   ", "\t\n a \r\f", "\u2003é\u00a0", "aba", "ßaß", "\x1f x \x1c", "\ufeffx"):
    print(ascii(s), ascii(s.strip()), ascii(s.lstrip()), ascii(s.rstrip()), ascii(s.strip("x ")), ascii(s.strip("aß")), ascii(s.strip("")), ascii(s.strip(None)))
print("www.example.com".strip("cmowz."), "abc".lstrip("ba"), "abc".rstrip("cb"), "aaa".strip("a"), "é€é".strip("é"), "😀a😀".strip("😀"), "a-b".strip("-"), "prefix".removeprefix("pre"), "prefix".removesuffix("fix"), "aaa".removeprefix("a"), "x".removeprefix("xx"), "x".removeprefix(""), "".removesuffix("a"))
for bad in (lambda: "a".strip(1), lambda: "a".strip("a", "b"), lambda: "a".lstrip(b"a"), lambda: "a".removeprefix(None), lambda: "a".removesuffix(), lambda: "a".rstrip(["a"])):
    try: bad()
    except TypeError as e: print(e)
