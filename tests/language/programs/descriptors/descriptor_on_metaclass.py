class D:
    def __init__(self, n): self.n = n
    def __get__(self, o, t): return (self.n, getattr(o, "__name__", o), t.__name__)
    def __set__(self, o, v): print("meta set", self.n, v)
class Meta(type):
    x = D("x")
    def y(cls): return "meta method " + cls.__name__
class C(metaclass=Meta):
    z = D("z")
c = C()
print(C.x, C.z, C.y())
C.x = 5
C.z = "replaced"
print(C.z, c.z)
for n in ("x", "y"):
    try: getattr(c, n)
    except AttributeError as e: print(e)
Meta.z = D("meta z is data")
print(C.z)
del Meta.__dict__["z"].__class__.__set__
print(C.z, C.x)
