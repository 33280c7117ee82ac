# Zero-argument super in every legal place and its errors.
class A:
    def f(self): return "A.f"
    @classmethod
    def c(cls): return "A.c " + cls.__name__
    @staticmethod
    def s(): return "A.s"
    @property
    def p(self): return "A.p"
    x = 5
class B(A):
    def f(self): return "B>" + super().f()
    @classmethod
    def c(cls): return "B>" + super().c()
    @property
    def p(self): return "B>" + super().p
    def static_via_super(self): return super().s()
    def attr(self): return super().x
    def nested(self):
        def inner(s): return super().f()
        return inner(self)
    def lam(self): return (lambda s: super().f())(self)
    def comp(self): return [super(B, self).f() for _ in range(1)], [super().f() for _ in range(1)]
    def renamed(this): return super().f()
    def cell(self):
        def get(): return self
        return super().f(), get() is self
b = B()
print(b.f(), B.c(), b.p, b.static_via_super(), b.attr(), b.nested(), b.lam(), b.comp(), b.renamed(), b.cell())
class Bad(A):
    def noargs(): return super().f()
    def deleted(self):
        del self
        return super().f()
    def setter(self): super().x = 1
    def gen(self): yield super().f()
for name in ["deleted", "setter"]:
    try:
        getattr(Bad(), name)()
    except (RuntimeError, AttributeError) as e:
        print(name, type(e).__name__, e)
try:
    Bad.noargs()
except RuntimeError as e:
    print(e)
print(list(Bad().gen()))
def outside(self): return super().f()
try:
    outside(b)
except RuntimeError as e:
    print(e)
for args in [(B, 5), (5, b), (B, A())]:
    try:
        super(*args)
    except TypeError as e:
        print(e)
s = super(B, b)
print(s.__thisclass__, s.__self__ is b, s.__self_class__, super(B).__self__, s.f.__func__ is A.f)
print(super(B, B).c(), super(A, b).__init__.__qualname__)
u = super(B).__get__(b)
print(u.f())
try:
    s.nope
except AttributeError as e:
    print(e)
B2 = B
class B(A): pass
print(B2().f())
