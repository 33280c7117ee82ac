vals = [3, 8, 1, 12, 5]
print([y for x in vals if (y := x * 2) > 6], y)
print([(run := run + v) if i else (run := v) for i, v in enumerate(vals)], run)
best = None
print([best for v in vals if best is None or v > best if [best := v]], best)
def f():
    m = {k: (last := v) for k, v in zip("abc", range(3))}
    return m, last
print(f())
def g():
    global glob_w
    any((glob_w := v) > 7 for v in vals)
g()
print(glob_w)
def outer():
    n = 0
    def inner():
        nonlocal n
        [n := n + v for v in vals]
    inner()
    return n
print(outer())
print([[(p := i * 10 + j) for j in range(2)] for i in range(2)], p)
print({(s := c.upper()) for c in "a"}, s, [len(t := "xyz"), t])
seen = set()
print([v for v in [1, 2, 1, 3, 2] if v not in seen and not seen.add(v)])
print([q for w in ("a1", "b", "c22") if (q := "".join(ch for ch in w if ch.isdigit()))], q)
for src in ["[i := 0 for i in range(5)]", "[[(i := 0) for j in range(5)] for i in range(5)]", "[i for i in (j := range(3))]", "class C: [x := 1 for _ in [0]]", "[(lambda: (z := 1))() for _ in [0]]",
            "[i for i in range(3) if (j := i) for j in range(3)]", "def f(a): return [a := 1 for _ in [0]]", "[x for x in [(y := 1)]]", "{(k := 1): v for v in [0] for k in [0]}", "x = y := 1", "(a.b := 1)",
            "(a[0] := 1)", "f(a := 1)", "f(a=b := 1)", "y := 1", "lambda: x := 1", "[x := 1, 2]", "(x := 1, 2)", "def f(a: (b := 1)): pass", "x = (y := 1)", "f'{x:=5}'", "{x := 1}", "{x := 1: 2}", "a[b := 1]", "a[b := 1:2]"]:
    try:
        compile(src, "s", "exec")
        print("ok ", src)
    except SyntaxError as e:
        print("bad", src, "->", e.msg)
