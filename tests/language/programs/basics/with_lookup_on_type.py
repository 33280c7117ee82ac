# Special methods are looked up on the type, and __exit__ is taken before __enter__ runs.
class Sneaky:
    def __enter__(self):
        print("enter")
        del type(self).__exit__
        return self
    def __exit__(self, *a):
        print("exit called though deleted", a)
with Sneaky():
    print("body")
class Inst:
    pass
i = Inst()
i.__enter__ = lambda: 1
i.__exit__ = lambda *a: None
try:
    with i: pass
except TypeError as e:
    print(e)
class Truthy:
    def __init__(self, r): self.r = r
    def __enter__(self): pass
    def __exit__(self, *a): return self.r
for r in (0, [], None, 1, "x", [0]):
    try:
        with Truthy(r):
            raise ValueError
        print(r, "swallowed")
    except ValueError:
        print(r, "passed on")
class BadBool:
    def __bool__(self): raise OverflowError("no bool")
try:
    with Truthy(BadBool()):
        raise ValueError("orig")
except OverflowError as e:
    print(e, "context", repr(e.__context__))
with Truthy(BadBool()):
    print("no exception: result never tested")
