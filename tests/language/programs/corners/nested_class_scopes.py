x = "global"
class A:
    x = "A"
    class B:
        y = x
        x = "B"
        class C:
            z = x
            def m(self): return x
        w = [x for _ in (1,)]
        v = (lambda: x)()
print(A.B.y, A.B.C.z, A.B.C().m(), A.B.w, A.B.v, A.B.__qualname__, A.B.C.m.__qualname__)
def f(x):
    class D:
        y = x
        class E:
            z = x
            def m(self): return x, __class__.__name__
        x = "D"
    return D.y, D.E.z, D.E().m(), D.x
print(f("param"))
def g():
    class F:
        try: v = x
        except NameError as e: v = "err"
        x = "F own"
    return F.v, F.x
print(g())
