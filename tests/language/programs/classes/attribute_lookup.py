# __getattr__, __getattribute__, __setattr__, __delattr__, and the order of lookups.
class Data:
    def __init__(self, n): self.n = n
    def __get__(self, o, t): return f"data {self.n}" if o is not None else self
    def __set__(self, o, v): print("set", self.n, v)
class NonData:
    def __get__(self, o, t=None): return "nondata", o is None, t.__name__
class C:
    d = Data("d")
    nd = NonData()
    plain = "class"
    def __getattr__(self, name):
        if name.startswith("dyn_"): return name[4:]
        raise AttributeError(f"no {name} here")
c = C()
c.__dict__.update(d="inst d", nd="inst nd", plain="inst")
print(c.d, c.nd, c.plain, c.dyn_x, C.nd, C.plain)
del c.__dict__["nd"]
print(c.nd)
c.d = 5
try:
    c.zip
except AttributeError as e:
    print(e)
print(hasattr(c, "dyn_q"), hasattr(c, "q"), getattr(c, "q", "default"))
class Log:
    def __getattribute__(self, name):
        if name != "__dict__": print("getattribute", name)
        return super().__getattribute__(name)
    def __setattr__(self, name, v):
        print("setattr", name, v)
        super().__setattr__(name, v)
    def __delattr__(self, name):
        print("delattr", name)
        object.__delattr__(self, name)
l = Log()
l.a = 1
l.a
l.__dict__["b"] = 2
del l.b
len_ = None
try:
    l.nothing
except AttributeError as e:
    print(e)
class Both:
    def __getattribute__(self, name):
        raise AttributeError("from getattribute")
    def __getattr__(self, name):
        return "fallback " + name
print(Both().x)
class Err:
    @property
    def p(self): raise AttributeError("inside property")
    def __getattr__(self, n): return "hid " + n
print(Err().p)
class Other:
    def __getattr__(self, n): raise KeyError(n)
try:
    hasattr(Other(), "z")
except KeyError as e:
    print("KeyError", e)
