class C:
    exec("a = 1\ndef m(self): return self.a\nb = [i for i in range(2)]")
    c = a + 1
    locals()["d"] = 4
    eval("print(sorted(k for k in locals() if k[0] != '_'))")
    e = eval("a + c")
    exec("class Inner: v = a if 'a' in dir() else 'no a'")
print(C().m(), C.b, C.c, C.d, C.e, C.Inner.v)
def f():
    x = 1
    exec("x = 2; y = 3")
    out = [x, "y" in locals()]
    ns = {}
    exec("x = 5; z = x", globals(), ns)
    out += [x, ns]
    exec("global made\nmade = 9")
    loc = locals()
    exec("w = x + 1", globals(), loc)
    out += [loc["w"], "w" in locals()]
    return out, made
print(f())
def g(n):
    def h(): return eval("n" if False else "m", {"m": n})
    return h(), eval("n + 1"), [eval("k", {"k": k}) for k in range(2)], (lambda: eval("1"))()
print(g(5))
def nested():
    v = "enclosing"
    def inner():
        try: return eval("v")
        except NameError as e: return str(e)
    def inner2(): v; return eval("v")
    return inner(), inner2()
print(nested())
exec("def outer():\n    q = 1\n    def inner():\n        nonlocal q\n        q += 1\n        return q\n    return inner()\nprint(outer())")
exec("import math\nprint([math.floor(x) for x in (1.5, 2.5)])", {})
exec("try: undefined_x\nexcept NameError as e: print(e)", {}, {})
exec("for i in range(2): pass\nprint(i, [i for i in 'ab'], i)", d := {}); print(d["i"])
exec(compile("if x: print('single', x)\n", "s", "single"), {"x": 3})
print(eval("[(a, b) for a in range(2) for b in range(2) if a != b]"), eval("(lambda *a: sum(a))(1, 2, 3)"), eval("{k: v for k, v in zip('ab', [1, 2])}"), eval("f'{1 + 1}'"), eval("x", {}, {"x": "local wins"}))
