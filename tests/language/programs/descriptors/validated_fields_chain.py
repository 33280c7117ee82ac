class Field:
    kind = object
    def __init__(self, *checks, default=...): self.checks, self.default = checks, default
    def __set_name__(self, o, n): self.name = n; o.__dict__.get("_order", []).append(n)
    def __get__(self, o, t=None):
        if o is None: return self
        if self.name in o.__dict__: return o.__dict__[self.name]
        if self.default is ...: raise AttributeError(f"{t.__name__}.{self.name} not set")
        return self.default() if callable(self.default) else self.default
    def __set__(self, o, v):
        if not isinstance(v, self.kind): raise TypeError(f"{self.name}: want {self.kind.__name__}, got {type(v).__name__}")
        for c in self.checks:
            if not c(v): raise ValueError(f"{self.name}: {v!r} fails {c.__name__}")
        o.__dict__[self.name] = v
    def __delete__(self, o): o.__dict__.pop(self.name, None)
class Int(Field): kind = int
class Str(Field): kind = str
def positive(v): return v > 0
def short(v): return len(v) < 6
class User:
    _order = []
    name = Str(short)
    age = Int(positive, default=18)
    tags = Field(default=list)
u = User()
print(User._order, u.age, u.tags, u.tags is u.tags)
for a, v in [("name", "bob"), ("name", "too long"), ("name", 5), ("age", -1), ("age", True), ("age", 30)]:
    try: setattr(u, a, v); print(a, getattr(u, a))
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
del u.age, u.name
try: u.name
except AttributeError as e: print(e, u.age)
