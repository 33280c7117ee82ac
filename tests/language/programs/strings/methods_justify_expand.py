for s in ("ab", "abc", "", "é😀"):
    print([s.center(7), s.center(6), s.center(6, "*"), s.center(7, "*"), s.ljust(5, "."), s.rjust(5, "."), s.center(1), s.zfill(6)])
print("42".zfill(5), "-42".zfill(6), "+42".zfill(6), "--1".zfill(6), "".zfill(3), "-".zfill(3), "x".zfill(0), "+".zfill(1), "−4".zfill(4), "1".zfill(-5))
print(repr("a\tb".expandtabs()), repr("a\tb".expandtabs(4)), repr("\t".expandtabs(0)), repr("ab\tc\td".expandtabs(3)), repr("a\n\tb\r\tc".expandtabs(4)), repr("\t\t".expandtabs(2)), repr("abc\t".expandtabs(tabsize=1)), repr("a\tb".expandtabs(-3)), repr("é\tx".expandtabs(4)))
for code in ["'a'.center('x')", "'a'.center(5, 'ab')", "'a'.ljust(5, '')", "'a'.rjust(5, 1)", "'a'.zfill('x')", "'a'.expandtabs('x')", "'a'.center()", "'a'.ljust(5, b' ')", "'a'.zfill(1.5)"]:
    try:
        print(code, eval(code))
    except (TypeError, ValueError) as e:
        print(code, "->", e)
table = str.maketrans("abc", "xyz", "d")
print("aabbccdd".translate(table), table, "abc".translate({97: None, 98: "BB", 99: 0x20AC}), "abc".translate({}), str.maketrans({"a": 1, 98: "q"}))
class T:
    def __getitem__(self, k):
        if k == 97: raise LookupError
        return chr(k).upper() * 2
print("abc".translate(T()), "aé😀".translate({0xe9: "e", 0x1f600: ":)"}), "ab".translate("xyz" * 40)[:4])
for code in ["str.maketrans('a')", "str.maketrans('ab', 'c')", "str.maketrans({'ab': 1})", "str.maketrans({1.5: 1})", "'a'.translate(5)", "'a'.translate({97: 1.5})", "'a'.translate({97: 0x110000})", "str.maketrans(1, 'a')", "'a'.translate()", "str.maketrans('a', 'b', 3)"]:
    try:
        print(code, eval(code))
    except (TypeError, ValueError) as e:
        print(code, "->", e)
print("ab" * 3, 2 * "x", "ab" * 0, "ab" * -1, "a" "b" * 2, "" * 10, "é" * 2, True * "z")
