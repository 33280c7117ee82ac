# Names a class body sees and makes by itself.
class C:
    print(sorted(k for k in locals()))
    print(__module__, __qualname__, __firstlineno__ > 0)
    __qualname__ = "Renamed"
    x = 1
print(C, C.__name__, C.__qualname__, C.__static_attributes__)
class D:
    def __init__(self): self.a = self.b = 1; (self.c, x) = 1, 2
    def m(self, o): o.z = 1; self.d: int = 3; self.e += 1
    def n(this): this.q = 1
    @classmethod
    def k(cls): cls.w = 1
    async def co(self): self.async_attr = 1
    lam = lambda self: setattr(self, "s", 1)
    def nested(self):
        def inner(): self.in_closure = 1
print(sorted(D.__static_attributes__), D.__firstlineno__)
class E: "doc"
print(E.__doc__, "__doc__" in vars(E), "__dict__" in vars(E), "__weakref__" in vars(E), sorted(k for k in vars(E)))
