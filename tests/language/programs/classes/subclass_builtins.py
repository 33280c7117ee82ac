# Subclasses of list, dict, int, str, set... : what their methods return and override.
class L(list):
    def append(self, x): super().append(x * 2)
    def __getitem__(self, i): return "got" if isinstance(i, int) else list.__getitem__(self, i)
l = L([1, 2])
l.append(5); l.extend([7])
print(l, l[0], l[0:1], type(l + [1]).__name__, type(l[:]).__name__, type(l.copy()).__name__, list(l), sum(l), l == [1, 2, 10, 7])
class D(dict):
    def __setitem__(self, k, v): super().__setitem__(k, (v, "set"))
    def __getitem__(self, k): return "override"
d = D(a=1)
d["b"] = 1
d.update(c=1)
d.setdefault("e", 1)
print(d, d["a"], d.get("a"), dict(d), {**d}, d.copy(), type(d.copy()).__name__, type(d | {}).__name__, type(D.fromkeys("x")).__name__, D.fromkeys("x", 1))
class I(int):
    def __add__(self, o): return I(int(self) + int(o) + 100)
    def __repr__(self): return f"I<{int(self)}>"
i = I(5)
print(i, i + 1, 1 + i, i * 2, -i, sum([i, i]), f"{i}", f"{i:d}", "%s %d" % (i, i), str(i), type(i.real).__name__, type(+i).__name__, i.bit_length(), [i], {i: 1}[5])
class S(str):
    def __len__(self): return 99
    def __eq__(self, o): return "eq?"
    __hash__ = str.__hash__
s = S("abc")
print(len(s), s == "x", "x" == s, s[:1], s.upper(), "".join([s, s]), f"{s}", s.__class__.__name__, type(str(s)).__name__, {s: 1}.get("abc"))
class F(float):
    def __repr__(self): return "F!"
print(F(1.5), str(F(1.5)), F(1) + 1, [F(2)], f"{F(2)}", f"{F(2):.1f}", round(F(2.567), 1), F.fromhex("0x1p3"))
class St(set):
    pass
print(St([1]) | {2}, type(St([1]) | {2}).__name__, type({1} | St([2])).__name__, type(St([1]).copy()).__name__, St([1, 2]) - {1})
class B(bytes):
    def __str__(self): return "B!"
print(B(b"x"), repr(B(b"x")), B(b"x") + b"y", type(B(b"q").upper()).__name__, type(B.fromhex("00ff")).__name__)
class T(tuple):
    def __getitem__(self, i): return "t"
    def __iter__(self): return iter("custom")
t = T((1, 2))
a, b, *c = t
print(t[0], [*t], a, c, t, (0, *t), tuple(t), "%s-%s" % t, t == (1, 2), hash(t) == hash((1, 2)))
class Err(Exception):
    def __str__(self): return "custom str"
print(Err(1), repr(Err(1)), [Err(2)], f"{Err()}")
