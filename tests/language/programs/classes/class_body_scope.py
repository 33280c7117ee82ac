# Class bodies are code: loops, ifs, imports, comprehension visibility, nested functions.
class C:
    table = {}
    for i in range(3):
        table[i] = i * i
    else:
        finished = True
    if finished:
        def pick(self): return "chosen"
    else:
        def pick(self): return "other"
    while i > 0:
        i -= 1
    try:
        1 / 0
    except ZeroDivisionError as e:
        caught = str(e)
    with __import__("contextlib").nullcontext(9) as nine:
        ten = nine + 1
    squares = [x * x for x in range(ten) if x % 3 == 0]
    (walrus := 5)
    def helper(n): return n * 2
    doubled = helper(21)
    lam = (lambda q: q + 1)(doubled)
    import string as _s
    digits = _s.digits
    del _s
    match doubled:
        case 42: matched = "yes"
    print(sorted(k for k in locals() if not k.startswith("__")))
    class Inner:
        try:
            v = ten
        except NameError as err:
            v = str(err)
    assert ten == 10
    x = y = 1
    x += 1
    def x2(self, y=x): return y
print(C.table, C.i, C.pick(None), C.caught, C.squares, C.walrus, C.doubled, C.lam, C.digits, C.matched, C.Inner.v, C.x, C.x2(0), hasattr(C, "e"))
n = "global n"
def f():
    n = "f's n"
    class D:
        print(n)
        n = "class n"
        print(n)
        def g(self): return n
        h = [n for _ in "a"]
    class E:
        global n
        print(n)
        n = "rebound global"
    return D().g(), D.h
try:
    f()
except Exception as e:
    print(type(e), e)
