class Tag:
    seen = []
    def __set_name__(self, owner, name): Tag.seen.append((owner.__name__, name)); self.owner, self.name = owner, name
shared = Tag()
class A: x = shared; y = shared
class B(A): z = Tag()
class C: x = A.__dict__["x"]
print(Tag.seen, shared.owner.__name__, shared.name)
A.late = Tag()
print(len(Tag.seen), hasattr(A.late, "name"))
type("D", (), {"t": Tag(), "u": 5})
print(Tag.seen[-1])
class NoAttr:
    __set_name__ = None
try:
    class E: n = NoAttr()
except TypeError as e: print(e, getattr(e, "__notes__", None))
class Dyn:
    def __getattr__(self, n):
        print("getattr", n); raise AttributeError(n)
class F: d = Dyn()
class WrongArity:
    def __set_name__(self, owner): pass
try:
    class G: w = WrongArity()
except TypeError as e: print(e, e.__notes__)
class Mutating:
    def __set_name__(self, owner, name): setattr(owner, name + "_extra", 1)
class H: a = Mutating(); b = Mutating()
print(sorted(k for k in vars(H) if not k.startswith("__")))
