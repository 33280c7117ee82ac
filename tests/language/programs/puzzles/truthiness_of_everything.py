class L:
    def __init__(s, n): s.n = n
    def __len__(s): return s.n
class B:
    def __init__(s, b): s.b = b
    def __bool__(s): return s.b
for v in (0, 1, -1, 0.0, 1e-300, 0j, "", "0", "False", [], [0], (), (None,), {}, {0}, None, ..., L(0), L(5), B(True), B(False), object, object(), lambda: 0, range(0), range(1), b"", b"\0", iter([]), NotImplemented.__class__, type, slice(0)):
    print(type(v).__name__, "T" if v else "F", end="; ")
print()
print([x for x in [0, "", None, [], "x", 5] if x], list(filter(None, [0, 1, ""])), 0 or "" or None or [], 1 and "a" and [0], 0 and 1 / 0, 1 or 1 / 0)
print(not 0, not "", not [0], not not 5, (not 1) + 1, not 1 + 1, 5 and not 0, any([0, "", [0]]), all([1, "a", []]))
a = [] and "never" or "fallback"
b = "" if None else "else branch"
c = (None or {}).get("k", "default")
print(a, b, c, None is not False, [] is not False, bool([]) is False, 2 == True, bool(2) == True)
while L(0): print("never")
else: print("while else")
if B(False) or B(True): print("or bool")
assert L(1) and not L(0)
print("x" * B(True).b, ["F", "T"][bool(L(3))])
