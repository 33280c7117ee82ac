class Base:
    @property
    def p(self): return "base p"
    @p.setter
    def p(self, v): print("base set", v)
    @classmethod
    def c(cls): return cls.__name__
    attr = "base attr"
class Mid(Base):
    @property
    def p(self): return "mid " + super().p
    @p.setter
    def p(self, v): Base.p.fset(self, v + 1)
    attr = "mid attr"
    @classmethod
    def c(cls): return "mid " + super().c()
    @staticmethod
    def s(): return super(Mid, Mid).attr
class Leaf(Mid):
    @Mid.p.setter
    def p(self, v): print("leaf"); Mid.p.__set__(self, v * 10)
    def get(self): return super().attr, super().p, super().c()
l = Leaf()
print(l.p, l.c(), l.get(), Mid.s())
l.p = 2
try: super(Leaf, l).p = 5
except AttributeError as e: print(e)
s = super(Leaf, l)
print(s.attr, s.__self__ is l, s.p, isinstance(s, super), super.__doc__[:10], repr(s))
print(super(Mid, Leaf).c(), super(Leaf, Leaf).attr)
class Weird:
    def __getattribute__(self, n): return f"intercept {n}"
    def m(self): return super().__class__, super().__getattribute__("__class__")
w = Weird()
print(Weird.m(w)[1], w.m)
