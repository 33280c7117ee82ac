# Decorators, defaults, annotations and class bodies: when each thing runs.
def mark(tag, value=None):
    print("eval", tag)
    return value
def deco(tag):
    print("make deco", tag)
    def d(f):
        print("apply", tag, f.__name__)
        return f
    return d
@deco("outer")
@deco("inner")
def f(a=mark("default a", 1), *, k=mark("kw default", 2), b: mark("annotation") = 3) -> mark("ret annotation"):
    print("body", a, k, b)
print("-- defined")
f()
print("-- annotations asked")
f.__annotations__
@deco("cls")
class C(mark("base", object), metaclass=mark("meta", type)):
    print("in class body")
    def m(self, d=mark("method default", 0)): return d
    x = mark("attr", 9)
print(C().m(), C.x)
print("-- lambda")
l = lambda q=mark("lambda default", 4): q
print(l())
class Obj:
    def __init__(self): self.hooks = []
    def register(self, f):
        self.hooks.append(f.__name__)
        return f
o = Obj()
@o.register
def hook1(): pass
@(lambda f: o.register(f))
def hook2(): pass
@[o.register][0]
def hook3(): pass
print(o.hooks)
