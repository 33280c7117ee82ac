# A class-based DSL: a metaclass collects transitions made by decorators.
class Transition:
    def __init__(self, src, dst, f): self.src, self.dst, self.f, self.guards = src, dst, f, []
    def when(self, g): self.guards.append(g); return self
    def __set_name__(self, owner, name): self.name = name
    def __get__(self, obj, owner): return self if obj is None else lambda *a, **k: obj._fire(self, *a, **k)
def on(src, to):
    srcs = src.split("|")
    return lambda f: Transition(srcs, to, f)
class MachineMeta(type):
    def __new__(m, name, bases, ns, initial=None):
        cls = super().__new__(m, name, bases, ns)
        cls.transitions = {t.name: t for b in reversed(cls.__mro__) for t in vars(b).values() if isinstance(t, Transition)}
        cls.states = sorted({s for t in cls.transitions.values() for s in (*t.src, t.dst)} - {"*"})
        cls.initial = initial or getattr(cls, "initial", None)
        return cls
    def __iter__(cls): return iter(cls.transitions)
class Machine(metaclass=MachineMeta):
    def __init__(self): self.state, self.trail = self.initial, []
    def _fire(self, t, *a, **k):
        if self.state not in t.src and "*" not in t.src: raise RuntimeError(f"{t.name} not allowed in {self.state} (needs {' or '.join(t.src)})")
        if bad := [g.__name__ for g in t.guards if not g(self, *a, **k)]: return f"blocked by {', '.join(bad)}"
        r = t.f(self, *a, **k); self.trail.append(f"{self.state}->{t.dst}"); self.state = t.dst
        return r
    @on("*", "dead")
    def kill(self): return "killed"
class Door(Machine, initial="closed"):
    code = "42"
    @on("closed", "open")
    def open(self): return "creak"
    @on("open", "closed")
    def close(self): return "slam"
    @on("closed", "locked")
    def lock(self, code): self.code = code; return "click"
    @on("locked", "closed")
    def unlock(self, code): return "clack"
    def right_code(self, code): return code == self.code
    unlock.when(right_code)
class Auto(Door):
    @on("open|closed", "sealed")
    def seal(self, *, by="auto"): return f"sealed by {by}"
d = Door()
for step in [("open",), ("lock", "x"), ("close",), ("lock", "7"), ("unlock", "8"), ("unlock", "7"), ("kill",), ("open",)]:
    try: print(step, getattr(d, step[0])(*step[1:]), d.state)
    except RuntimeError as e: print(step, "!", e)
print(d.trail, Door.states, list(Auto), Auto.states, Auto().seal(by="me"), Auto.initial, Door.open.src)
