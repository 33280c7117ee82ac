# Equality, hashing and order across string kinds; concatenation in loops; str subclass results.
import sys
a = "hello"
b = "".join(["hel", "lo"])
print(a == b, hash(a) == hash(b), {a: 1}[b], sys.intern(b) is sys.intern(a), a != b)
s = ""
for i in range(200):
    s += chr(97 + i % 26)
print(len(s), s[:10], s[-5:], s.count("z"))
s = "a"
for c in ("é", "€", "😀"):
    t = s
    s += c
    print(len(s), ascii(s), ascii(t), s.isascii(), s[:1] == "a")
print("é"[0:1] == "\u00e9", "abc" == "ab" + "c", "a" "b" == "ab", "\U0001f600"[0] == "😀", "😀a"[1] == "a")
kinds = ["a" * 3, "é" * 3, "€" * 3, "😀" * 3]
print([[x < y for y in kinds] for x in kinds], [len(x.encode()) for x in kinds], sorted(kinds, reverse=True) == kinds[::-1])
print("aé"[:1] + "b" == "ab", ("aé"[:1] + "b").isascii(), "€x".replace("€", "y") == "yx", "😀".replace("😀", "").join(["p", "q"]))
class S(str):
    def __add__(self, o): return S("sub:" + str.__add__(self, o))
x = S("q")
x += "r"
print(x, type(x).__name__, type(x.strip()).__name__, type(S.join(S("-"), "ab")).__name__, str(x) is x, type(str(x)).__name__)
try:
    sys.intern(x)
except TypeError as e:
    print(e)
print("abc".__contains__("b"), "abc".__getitem__(1), "abc".__len__(), "a".__mul__(3), "a".__rmul__(2), "%s".__mod__(1), "x".__rmod__("%s"), "a".__eq__(1), "a".__lt__("b"), "abc".__iter__().__next__(), "a".__format__(">3"), "a".__add__("b"), "b".__ge__("a"), "q".__hash__() == hash("q"), "é".__repr__(), "z".__str__(), "abc".__getnewargs__())
print(len("\0"), "\0a" > "\0", "a\0b" == "a\0b", "a\0b".split("\0"), repr("a\0"), "a" < "a\0")
try:
    "a" + None
except TypeError as e: print(e)
try:
    None + "a"
except TypeError as e: print(e)
try:
    "a" + b"b"
except TypeError as e: print(e)
try:
    "ab" * 10 ** 10
except (MemoryError, OverflowError) as e: print("too long")
