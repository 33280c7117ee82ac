log = []
class Meta(type):
    def __init__(cls, n, b, ns, **kw): log.append(("meta init", n)); super().__init__(n, b, ns)
    def __setattr__(cls, k, v): log.append(("set", cls.__name__, k)); super().__setattr__(k, v)
class D:
    def __set_name__(self, o, n): log.append(("name", o.__name__, n))
class Base(metaclass=Meta):
    def __init_subclass__(cls, **k): log.append(("sub", cls.__name__, k)); super().__init_subclass__()
    d = D()
class Kid(Base, opt=1):
    e = D()
    for i in range(2): log.append(("body", i))
print(*log, sep="\n"); log.clear()
Kid.x = 1
del Kid.x
Kid.late = D()
Base.newer = lambda self: 1
print(log, Kid().newer()); log.clear()
Other = Meta("Other", (Base,), {"f": D()})
print(log); log.clear()
class Grand(Kid, Other): pass
print(log, [c.__name__ for c in Grand.__mro__])
def deco(c): log.append(("deco", c.__name__)); return 5
@deco
class Five: pass
print(Five, log[-1])
