class A:
    def __repr__(self): return "A-repr"
class B(A):
    def __str__(self): return "B-str"
class C(B):
    def __format__(self, spec): return f"C<{spec}>"
class D(A):
    def __bytes__(self): return b"D-bytes"
    def __hash__(self): return 12345678901234567890
    def __bool__(self): return False
    def __int__(self): return 7
    def __float__(self): return 2.5
    def __complex__(self): return 1 + 2j
    def __index__(self): return 3
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return "trunc"
    def __ceil__(self): return "ceil"
    def __floor__(self): return "floor"
    def __dir__(self): return ["z", "a"]
    def __sizeof__(self): return 1000
print(A(), str(A()), repr(B()), str(B()), f"{B()} {B()!r} {B()!s:>8} {C()} {C():abc} {C()!s:>7}", "%s %r" % (B(), B()), "{} {!r} {:q}".format(B(), B(), C()))
print([A(), B()], (B(),), {B(): B()} , {"k": A()})
d = D()
import math
print(bytes(d), hash(d) == hash(12345678901234567890), bool(d), int(d), float(d), complex(d), hex(d), round(d), round(d, 2), math.ceil(d), math.floor(d), math.trunc(d), dir(d))
for meth, val, fn in [("__repr__", 5, repr), ("__str__", None, str), ("__format__", 1, format), ("__hash__", "x", hash), ("__int__", "1", int), ("__float__", 1, float), ("__bytes__", "b", bytes),
                      ("__index__", 1.0, hex), ("__len__", "n", len), ("__len__", -5, len), ("__len__", 1 << 70, len), ("__bool__", "t", bool), ("__iter__", 1, iter), ("__complex__", 1, complex),
                      ("__dir__", 5, dir), ("__contains__", [], lambda o: 1 in o), ("__reversed__", 9, reversed), ("__next__", 4, next), ("__length_hint__", 4, list)]:
    cls = type("Bad", (), {meth: lambda self, *a: val})
    try:
        print(meth, fn(cls()))
    except Exception as e:
        print(meth, type(e).__name__, e)
try:
    format(A(), "spec")
except TypeError as e:
    print(e)
