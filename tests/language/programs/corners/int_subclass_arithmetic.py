class M(int):
    def __add__(self, o): return type(self)(int.__add__(self, o) % 7)
    __radd__ = __add__
    def __mul__(self, o): return M(int.__mul__(self, o) % 7)
    def __eq__(self, o): return int(self) % 7 == int(o) % 7
    __hash__ = int.__hash__
    def __repr__(self): return f"M{int(self)}"
    def __bool__(self): return int(self) % 7 != 0
    def __neg__(self): return M(7 - int(self))
a = M(5)
print(a + 4, 4 + a, a * 3, 3 * a, a - 1, -a, a == 12, 12 == a, M(7) == 0, bool(M(7)), bool(M(8)), sum([M(3), M(6)]), a + a + a, type(a - 1), type(4 + a), [M(1)] * M(2), "ab"[M(1)], range(M(3)), {a: 1}[5], max(M(1), M(9)), hash(a))
print(a << 1, a & 4, ~a, a ** 2, a // 2, divmod(a, 2), round(a), int(a), float(a), a.real, type(a.real), a.bit_length(), f"{a} {a:03} {a!r}", "%d %s" % (a, a), str(a), repr([a]), a.to_bytes(1), M("6"), M(b"3") if 0 else M(3.9), M.from_bytes(b"\x05"), type(M.from_bytes(b"\x05")))
class F(float):
    def __eq__(self, o): return "feq"
    def __lt__(self, o): return "flt"
    __hash__ = float.__hash__
print(F(1) == 2, 2 == F(1), F(1) < 5, 5 > F(1), 1 < F(2), F(1) != 1, sorted([F(2), F(1)])[0].hex() if 0 else F(2) in [F(3)])
class S(str):
    def __add__(self, o): return "S+"
    def __radd__(self, o): return "+S"
    def __mod__(self, o): return "S%"
    def __mul__(self, n): return "S*"
    def __contains__(self, x): return "in?"
    def __getitem__(self, i): return "item"
    def __iter__(self): return iter("it")
print(S("a") + "b", "b" + S("a"), S("%s") % 1, S("a") * 2, 2 * S("a"), "x" in S("a"), S("a")[5], list(S("abc")), "".join(S("ab")), S("a").join(["1", "2"]), "%s" % S("q"), "a" "b" + S("c"), S("ab") == "ab", [*S("z")])
