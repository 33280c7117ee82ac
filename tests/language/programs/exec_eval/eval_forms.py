x = 3
print(eval("x + 1"), eval(" x"), eval("\tx\n"), eval("x", {"x": 5}), eval("x + y", {"x": 1}, {"y": 2}), eval(b"x * 2"), eval("(\nx\n)"), eval("[i for i in range(x)]"), eval("lambda: x")(), eval("x if x > 5 else -x"), eval("(y := 5) + y"), y, eval("'a' 'b'"), eval("x, 1"), eval("[*'ab']"), eval("not x"), eval("x # comment"))
print(eval("x", locals={"x": "kw"}, globals={}), eval(compile("x ** 2", "e", "eval")), eval(compile("x", "e", "exec")), eval("__import__('math').floor(2.5)"))
for src in ["", "  ", "x = 1", "pass", "x;", "x\ny", "import os", "(", "x +", "return x", "yield x", "await x", "print x", "1 2", "*x", "x:=1", "\\", "lambda", "def f(): pass", "\x00", "x\x00", "é é", "if x: 1", "x == ", "'abc", "f'{'", "5x", "0777", "x..y", "@x", "?", "$"]:
    try: print(repr(src), eval(src))
    except (SyntaxError, ValueError) as e: print(repr(src), type(e).__name__, e)
for a in [(5,), (None,), ("x", 5), ("x", {}, 5), ("zz",), ("x", {}), ([1],)]:
    try: print(eval(*a))
    except Exception as e: print(type(e).__name__, e)
def f():
    loc = 10
    def g(): return eval("loc")
    try: print(g())
    except NameError as e: print(e)
    def h(): loc; return eval("loc")
    print(h(), eval("loc"), [eval("loc") for _ in [0]])
    return [eval("i") for i in range(2)]
print(f())
class C:
    a = 1
    b = eval("a + 1")
print(C.b, eval("C.b"), eval("[C.b for C.c in [1]]"), eval("(lambda a, b=2, *c, d, **e: (a, b, c, d, e))(1, d=4)"))
m = type("M", (dict,), {"__missing__": lambda s, k: k.upper()})()
print(eval("foo + bar", {}, m), eval("[foo for _ in (1,)][0]", {}, m) if 0 else "", eval("locals()", {}, {"q": 1}), eval("globals() is locals()", {}), eval("len"  )("abc"), eval("len", {"len": 5}), eval("True"), eval("None"), eval("..."), eval("__debug__"))
