# A container that reads annotations, builds singletons, factories, and reports cycles.
import inspect
class Container:
    def __init__(self): self.providers, self.single, self.building = {}, {}, []
    def register(self, cls=None, *, as_=None, scope="transient"):
        def deco(c): self.providers[as_ or c] = (c, scope); return c
        return deco if cls is None else deco(cls)
    def value(self, key, v): self.providers[key] = (lambda: v, "transient")
    def resolve(self, key):
        if key in self.single: return self.single[key]
        if key in self.building: raise RuntimeError("cycle: " + " -> ".join(getattr(k, "__name__", k) for k in self.building[self.building.index(key):] + [key]))
        try: make, scope = self.providers[key]
        except KeyError: raise LookupError(f"nothing provides {getattr(key, '__name__', key)}" + (f" (needed by {self.building[-1].__name__})" if self.building else "")) from None
        self.building.append(key)
        try:
            kw = {}
            for n, p in inspect.signature(make).parameters.items():
                ann = p.annotation if p.annotation is not p.empty else n
                try: kw[n] = self.resolve(ann)
                except LookupError:
                    if p.default is p.empty: raise
            obj = make(**kw)
        finally: self.building.pop()
        if scope == "single": self.single[key] = obj
        return obj
c = Container(); c.value("dsn", "sqlite://"); made = []
@c.register(scope="single")
class Db:
    def __init__(self, dsn): made.append("Db"); self.dsn = dsn
@c.register
class Repo:
    def __init__(self, db: Db, limit: int = 10): self.db, self.limit = db, limit
class Mailer: pass
@c.register(as_=Mailer)
class Fake(Mailer):
    def send(self, to): return f"fake mail to {to}"
@c.register
class Service:
    def __init__(self, repo: Repo, other: Repo, mail: Mailer): self.repo, self.other, self.mail = repo, other, mail
s = c.resolve(Service)
print(s.repo.db is s.other.db, s.repo is s.other, s.mail.send("bob"), s.repo.limit, s.repo.db.dsn, made, c.resolve(Db) is s.repo.db)
@c.register
class A:
    def __init__(self, b: "B_"): pass
class B_: pass
@c.register
class X:
    def __init__(self, y: int): pass
class Y1: pass
class Y2: pass
def mk1(y2: Y2): return Y1()
def mk2(y1: Y1): return Y2()
c.providers[Y1], c.providers[Y2] = (mk1, "single"), (mk2, "single")
for k in (A, X, Y1, "nope"):
    try: print(c.resolve(k))
    except (LookupError, RuntimeError) as e: print(type(e).__name__, e)
print(c.building, sorted(getattr(k, "__name__", k) for k in c.single))
