def t(x): print(x, end=","); return x
print(t(1) if t(2) else t(3))
print(t(1) if t(0) else t(2) if t(0) else t(3))
print((t(1) if t(1) else t(2)) if t(0) else t(4))
print([x if x > 1 else -x for x in range(3) if x if x != 1 or True])
print((lambda: 1 if 0 else 2)(), (1 if 1 else 2, 3), 1 if 1 else (2, 3), [1 if 0 else 2] * 2, {1 if 1 else 2: 3 if 0 else 4})
print(not t(0) and t(1), not (t(1) and t(0)), t(0) or t(0) or t(5), t(1) and t(2) and t(0), t("") or t([]) or t(()))
print(1 or 0 and 0, (1 or 0) and 0, not 1 or 1, not (1 or 1), 1 if not 0 else 2, 0 or not 0)
print(t(1) == t(1) and t(2) != t(3) or t(9), t(1) < t(2) and "lt" or "ge", t(3) in t([3]) and t("in"))
x = t(5) if t(True) else t(6); y = z = t(0) or t("zz")
print(x, y, z)
a = b"" or "" or 0 or None or [] or {} or "last"
print(a, None and 1, [] and 1, "a" and "b", 0.0 or 0j, ... and "dots")
def f(v): return "none" if v is None else "empty" if not v else "num" if isinstance(v, (int, float)) else "seq" if hasattr(v, "__len__") else "other"
print([f(v) for v in (None, "", 0, 1, "a", [], [1], 2.5, object())])
print(("even", "odd")[7 % 2], {True: "yes"}.get(3 > 2, "no"), (3 > 2) + (2 > 1), (0 or "a") + ("b" and "c"), max(x if x else 1 for x in (0, 5)))
class B:
    def __init__(s, v): s.v = v
    def __bool__(s): print("bool", s.v, end=" "); return s.v
    def __repr__(s): return f"B{s.v}"
print(B(True) and B(False) or B(True), not B(False), 1 if B(False) else 2, B(True) if B(True) else 0, [B(0 == 1)] and "list", all([B(True), B(False), B(True)]))
