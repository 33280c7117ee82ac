class S:
    __slots__ = ("a", "b", "__priv")
    def __init__(self): self.a = 1; self.__priv = 2
s = S()
print(s.a, s._S__priv, hasattr(s, "b"), hasattr(s, "__dict__"), S.a, type(S.b).__name__)
for code in ["s.b", "s.c = 1", "s.c", "del s.b", "s.__dict__"]:
    try:
        exec(code)
    except AttributeError as e:
        print(code, "->", e)
s.b = 3
del s.a
print(s.b, hasattr(s, "a"))
class T(S): pass
t = T()
t.anything = 1
print(t.__dict__, T.__slots__)
class U(S): __slots__ = ()
try:
    U().z = 1
except AttributeError as e:
    print(e)
class V:
    __slots__ = ["x", "__dict__", "__weakref__"]
v = V(); v.q = 1; v.x = 2
print(vars(v), v.x)
for ns in [{"__slots__": ("a",), "a": 1}, {"__slots__": "9bad"}, {"__slots__": (1,)}, {"__slots__": ("__dict__", "__dict__")}]:
    try:
        type("W", (), ns)
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
try:
    class X(int): __slots__ = ("y",)
except TypeError as e:
    print(e)
try:
    class Y(V, S): pass
except TypeError as e:
    print(e)
class D:
    __slots__ = {"p": "doc of p", "q": None}
print(D.p.__doc__, D.q.__doc__, D.__slots__["p"])
class One: __slots__ = "single"
o = One(); o.single = 5
print(o.single, One.__slots__)
class It: __slots__ = iter(["m", "n"])
i = It(); i.m = 1
print(i.m, list(It.__slots__))
class E(tuple): __slots__ = ()
print(E([1, 2]), hasattr(E(), "__dict__"))
print(S.a.__get__(s, S) if hasattr(s, "a") else "unset", S.b.__get__(s), S.a.__name__, S.a.__objclass__.__name__)
try:
    S.b.__get__(5)
except TypeError as e:
    print(e)
