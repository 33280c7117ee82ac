class Meta(type):
    m = "meta m"
    both = "meta both"
    @property
    def prop(cls): return "meta prop of " + cls.__name__
    def __getattr__(cls, n): return f"meta getattr {n}"
class C(metaclass=Meta):
    both = "class both"
    prop = "class prop hidden by meta data descriptor"
    def __getattr__(self, n): return f"inst getattr {n}"
c = C()
print(C.m, C.both, C.prop, C.zzz)
print(c.both, c.prop, c.m, c.zzz)
try: C.prop = 1
except AttributeError as e: print(e)
class M2(type):
    def __getattribute__(cls, n):
        if n.startswith("spy"): return f"spied {n}"
        return super().__getattribute__(n)
class D(metaclass=M2): spy_real = 1
print(D.spy_real, D.spy_not, D().spy_real)
try: D.nope
except AttributeError as e: print(e)
try: D().spy_not
except AttributeError as e: print(e)
print(type.__getattribute__(D, "spy_real"), hasattr(C, "anything"), hasattr(D, "spyx"), D.__dict__["spy_real"])
