# What inline caches must notice: borrowed slots, a class that becomes a descriptor, a metaclass property.
class Slotted:
    __slots__ = ("slot",)
class Borrower:
    borrowed = Slotted.slot
class Sneaky:
    __slots__ = ("own",)
    shadow = Slotted.slot
def load(o): return o.borrowed
def store(o): o.borrowed = 42
def load_shadow(o): return o.shadow
def outcome(f, o):
    try: return f(o)
    except TypeError as e: return str(e)
sneaky = Sneaky(); sneaky.own = 1
for f, o in ((load, Borrower()), (store, Borrower()), (load_shadow, sneaky)):
    print({outcome(f, o) for _ in range(50)})
class Later: pass
class Holder:
    x = Later()
    def __init__(self): self.x = 1
class Method:
    m = Later()
def x(o): return o.x
def m(o): return o.m
h, me = Holder(), Method()
print({x(h) for _ in range(50)}, {type(m(me)).__name__ for _ in range(50)})
Later.__get__ = lambda self, instance, owner: "got"
print(x(h), m(me))
Later.__set__ = lambda self, instance, value: None
print(x(h), m(me))
del Later.__set__, Later.__get__
print(x(h), type(m(me)).__name__)
class Meta(type): pass
class Made(metaclass=Meta):
    def attribute(): return "of the class"
def call(): return Made.attribute()
print({call() for _ in range(50)})
Meta.attribute = property(lambda cls: lambda: "of the metaclass")
print({call() for _ in range(50)})
