# type() as a constructor, and changing classes while running.
Dog = type("Dog", (), {"sound": "woof", "speak": lambda self: self.sound, "__module__": "zoo"})
print(Dog, Dog().speak(), Dog.__name__, Dog.__bases__)
Dog.sound = "WOOF"
d = Dog()
Dog.speak = lambda self: self.sound * 2
print(d.speak())
Dog.__name__ = "Cat"
print(Dog, type(d).__name__)
for args in [("X",), ("X", ()), (1, (), {}), ("X", [], {}), ("X", (), []), ("X", (1,), {}), ("X\0", (), {}), ("X", (type(None),), {}), ("X", (bool,), {}),
             ("X", (int, str), {}), ("X", (int, float), {}), ("X", (range,), {}), ("X", (list, object), {}), ("X", (type(lambda: 0),), {}), ("X", (slice,), {})]:
    try:
        print(args[0], type(*args).__mro__)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    int.newattr = 1
except TypeError as e:
    print(e)
try:
    del str.upper
except TypeError as e:
    print(e)
try:
    Dog.__name__ = 5
except TypeError as e:
    print(e)
try:
    Dog.__dict__["x"] = 1
except TypeError as e:
    print(e)
print(type(Dog.__dict__).__name__, type(type), type.__mro__, type(type("Q", (type,), {})))
class Base:
    def f(self): return "base"
class Kid(Base): pass
k = Kid()
print(k.f())
Base.f = lambda self: "patched"
print(k.f())
Kid.f = lambda self: "kid " + super(Kid, self).f()
print(k.f())
del Kid.f
print(k.f())
Base.__getattr__ = lambda self, n: "dyn " + n
print(k.anything)
Base.__len__ = lambda self: 7
print(len(k), bool(k))
del Base.__len__, Base.__getattr__
print(bool(k), hasattr(k, "anything"))
setattr(Kid, "not valid!", 3)
print(getattr(k, "not valid!"), vars(Kid)["not valid!"])
