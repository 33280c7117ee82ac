class C:
    @classmethod
    def cm(cls, x): "cm doc"; return cls.__name__, x
    @staticmethod
    def sm(x): "sm doc"; return x
    @property
    def p(self): "p doc"; return "p"
print(C.cm(1), C().cm(2), C.sm(3), C().sm(4), C().p, C.cm.__doc__, C.sm.__doc__, C.p.__doc__, C.cm.__func__.__name__, C.cm.__self__)
raw = vars(C)
print(type(raw["cm"]).__name__, type(raw["sm"]).__name__, raw["sm"](9), raw["sm"].__func__(8), raw["cm"].__wrapped__.__name__, raw["sm"].__name__, raw["cm"].__isabstractmethod__, raw["sm"].__qualname__, repr(raw["sm"]).split(" at ")[0])
try: raw["cm"](1)
except TypeError as e: print(e)
class D(C):
    cm = classmethod(lambda cls: super(D, cls).cm("via super"))
    wrapped = classmethod(len) if 0 else staticmethod(len)
    cp = classmethod(property(lambda cls: 1)) if 0 else 5
print(D.cm(), D.wrapped("abc"), D().wrapped("abcd"))
for f in (lambda: classmethod(), lambda: staticmethod(), lambda: property(1).fget, lambda: property(fget=len, fset=5).fset, lambda: property(nope=1), lambda: classmethod(5).__get__(None, int)(), lambda: staticmethod(5).__get__(None), lambda: property().__get__(5), lambda: property().__set__(5, 1), lambda: property().__delete__(5), lambda: staticmethod(5)(), lambda: classmethod(1, 2), lambda: super(), lambda: super(1), lambda: super(int, str), lambda: repr(super(int, True))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
p = property(lambda s: 1, doc="d")
p2 = p.setter(lambda s, v: None).deleter(lambda s: None)
print(p.fset, p2.fset is not None, p2.fdel is not None, p2.__doc__, p is p2, property.__doc__[:20])
cm = classmethod(C.sm); cm.__dict__["extra"] = 1; print(cm.extra)
