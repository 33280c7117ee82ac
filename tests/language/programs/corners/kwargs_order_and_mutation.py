def f(**k): return list(k.items())
print(f(b=1, a=2), f(**{"z": 1, "y": 2}), f(x=0, **{"b": 1}, c=2, **{"a": 3}))
def g(*a, k=[], **kw):
    k.append(len(a)); kw.setdefault("d", k)
    return a, kw
d = {"x": 1}
print(g(1, **d), g(1, 2), d, g.__kwdefaults__)
def h(a, /, b, *, c): return a, b, c
for args, kw in [((1,), dict(b=2, c=3)), ((1, 2), dict(c=3)), ((), dict(a=1, b=2, c=3)), ((1, 2, 3), {}), ((1,), dict(b=1, c=2, d=3)), ((1, 2), dict(b=3, c=4)), ((1, 2), {})]:
    try: print(h(*args, **kw))
    except TypeError as e: print(e)
class D(dict):
    def __getitem__(self, k): return "got " + k
    def keys(self): return ["p", "q"]
    def items(self): return [("never", 0)]
print(f(**D(a=1)), dict(**D()), {**D(a=2)})
class Keys:
    def keys(self): return iter(["m"])
    def __getitem__(self, k): return k * 2
print(f(**Keys()), f(a=1, **Keys(), b=2))
for bad in (lambda: f(**{1: 2}), lambda: f(**[1]), lambda: f(a=1, **{"a": 2}), lambda: f(**{"a": 1}, **{"a": 2}), lambda: f(**5), lambda: f(**"ab"), lambda: f(**None)):
    try: print(bad())
    except TypeError as e: print(e)
def inner(x, **kw):
    kw2 = kw; kw2["added"] = x
    return kw is kw2, sorted(kw)
print(inner(1, z=2), (lambda **k: k)(**dict.fromkeys("ab", 0)), (lambda a, **k: (a, k))(*[1], **{}), f(**{"with space": 1, "": 2, "1": 3, "é": 4, "None": 5}))
def defaults(a=print("once") or [], b=len("abc"), *, c=(lambda: b_later)): return a, b, c
print(defaults()[:2], defaults.__defaults__)
