# C3 linearization, cooperative super, and inconsistent orders.
class A:
    def who(self): return ["A"]
class B(A):
    def who(self): return ["B"] + super().who()
class C(A):
    def who(self): return ["C"] + super().who()
class D(B, C):
    def who(self): return ["D"] + super().who()
print(D().who(), [k.__name__ for k in D.__mro__])
class E(C): pass
class F(D, E): pass
print([k.__name__ for k in F.mro()], F().who())
for bases in [(A, B), (B, A, B), (D, B, C), (C, B, D), (object, A)]:
    try:
        t = type("T", bases, {})
        print([k.__name__ for k in t.__mro__])
    except TypeError as e:
        print(str(e).replace("\n", " / "))
class X(B, C):
    who = C.who
print(X().who())
print(super(D, D()).who(), super(B, D()).who(), super(C, D).who(D()))
print(D.__bases__, D.__base__, A.__subclasses__())
class M1: a = 1
class M2(M1): pass
class M3(M1): a = 3
class M4(M2, M3): pass
print(M4.a, M4().a)
M4.__bases__ = (M3, M2)
print([k.__name__ for k in M4.__mro__])
M4.__bases__ = (M2,)
print(M4.a)
try:
    M4.__bases__ = ()
except TypeError as e:
    print(e)
try:
    M1.__bases__ = (M4,)
except TypeError as e:
    print(e)
try:
    M4.__bases__ = (int,)
except TypeError as e:
    print(e)
