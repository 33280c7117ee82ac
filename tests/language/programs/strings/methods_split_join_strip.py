print("a b  c ".split(), "a b  c ".split(" "), "a,b,,c".split(","), "".split(), "".split(","), "   ".split(), " a b c".split(None, 1), "a,b,c".split(",", 1), "a--b--c".split("--"), "abc".split("abc"), "a b c d".split(maxsplit=2), "a,b".split(sep=",", maxsplit=-1), "a b".split(" ", 0), "  a b".split(None, 0))
print("a b c ".rsplit(None, 1), "a,b,c".rsplit(",", 1), "a,b,,c".rsplit(",", 2), " a  b ".rsplit(), "--a--b".rsplit("--", 1), "aaa".rsplit("aa"), "aaa".split("aa"))
print("a\nb\r\nc\rd\x0be\x0cf\x1cg\x1dh\x1ei\x85j\u2028k\u2029l".splitlines(), "a\n\nb\n".splitlines(), "a\n\nb\n".splitlines(True), "\n".splitlines(), "".splitlines(), "a\r\n".splitlines(keepends=True), "a\x1fb".splitlines())
print("a\u2003b\xa0c\x1fd\u200be".split(), "a\x00b".split("\x00"))
print("k=v=w".partition("="), "kv".partition("="), "k=v=w".rpartition("="), "kv".rpartition("="), "==".partition("="), "a::b".partition("::"))
print(repr("  x ".strip()), repr("  x ".lstrip()), repr("  x ".rstrip()), "xxaxx".strip("x"), "abcba".strip("ab"), "abc".strip(""), repr("\u3000x\xa0".strip()), "xyx".lstrip("x"), "xyx".rstrip("yx"), "é€é".strip("é"), "abc".strip("cba"), repr(" \x1f".strip()), "x".strip(None))
print(", ".join(["a", "b"]), "".join("xyz"), "-".join([]), "-".join(["one"]), "ab".join("12"), "€".join(("a", "b")), "-".join({"k": 1}), "/".join(c for c in "pq"), "".join(["é", "a", "😀"]))
l = ["x"]
print("-".join(l) is l[0], "a".join(("x", "y")))
for code in ["'a'.split('')", "'a'.partition('')", "'a'.split(1)", "'a'.strip(1)", "'-'.join([1])", "'-'.join(1)", "'-'.join(['a', b'b'])", "'a'.rsplit('')", "'a'.rpartition(None)", "'a'.splitlines(1, 2)", "''.join(['a', None, 'b'])", "'a'.split(',', 'x')", "'a'.join()", "'a'.lstrip('b', 'c')"]:
    try:
        print(code, eval(code))
    except (TypeError, ValueError) as e:
        print(code, "->", e)
class It:
    def __iter__(self): return iter(["p", "q"])
print("+".join(It()))
