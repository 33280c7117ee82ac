t = str.maketrans("abc", "123")
print(t, "aabbcc xyz".translate(t), "abc".translate(str.maketrans("a", "é", "c")), "abc".translate({97: "AA", 98: None, 99: 0x1f600}), "abc".translate({"a": 1}) , "".translate(t), str.maketrans({"a": "x", 98: None, "c": 99}), "hello".translate(str.maketrans("", "", "l")), "é€".translate({0xe9: "e", 0x20ac: "EUR"}))
class M(dict):
    def __missing__(self, k): return chr(k) * 2
print("ab1".translate(M({97: None})), "abc".translate(["x"] * 99 + ["Z"]) if 0 else "abc".translate("." * 98 + "BC"))
class Raises:
    def __getitem__(self, k): raise LookupError
class Bad:
    def __getitem__(self, k): raise KeyError if k == 97 else ValueError("bad")
print("ab".translate(Raises()))
for bad in (lambda: "ab".translate(Bad()), lambda: "a".translate({97: -1}), lambda: "a".translate({97: 0x110000}), lambda: "a".translate({97: 1.0}), lambda: "a".translate(), lambda: str.maketrans("a", "bc"), lambda: str.maketrans({"ab": 1}), lambda: str.maketrans({1.0: 1}), lambda: str.maketrans("a", 1), lambda: str.maketrans(1), lambda: str.maketrans("a", "b", 1), lambda: str.maketrans({(1,): 2})):
    try: print(bad())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
