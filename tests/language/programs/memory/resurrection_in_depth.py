# PEP 442: what comes back from its finalizer, alone and in cycles.
import gc, weakref

gc.disable()
saved = []


class R:
    def __init__(self, name, save=True):
        self.name, self.save, self.me = name, save, self

    def __del__(self):
        print("del", self.name)
        if self.save:
            saved.append(self)


R("one")
print(gc.collect(), [o.name for o in saved], gc.is_finalized(saved[0]))
saved.clear()
print(gc.collect())
a, b = R("a", True), R("b", False)
a.b, b.a = b, a
del a, b
print(gc.collect(), [o.name for o in saved], saved[0].b.name)
saved.clear()
print(gc.collect() > 0)


class Sub(R):
    def __del__(self):
        super().__del__()
        print("sub")


x = Sub("sub")
x.me = None
del x
print(saved[0].name)
saved.clear()
print("gone for good")


class List(list):
    def __del__(self):
        print("list", len(self))
        saved.append(self)


l = List([1, 2])
del l
print(saved[0])
saved.clear()


class Slots:
    __slots__ = ("x", "__weakref__")

    def __del__(self):
        print("slots", self.x)
        saved.append(self)


s = Slots()
s.x = [1]
r = weakref.ref(s)
del s
print(saved[0].x, r())
saved.clear()


class ChangesClass:
    def __del__(self):
        print("changes")
        self.__class__ = Other


class Other:
    def __del__(self):
        print("other")


ChangesClass()


class DropsOthers:
    def __init__(self, other):
        self.other, self.me = other, self

    def __del__(self):
        print("drops")
        self.other = None


class Plain:
    def __init__(self):
        self.me = None

    def __del__(self):
        print("plain")


DropsOthers(Plain())
print(gc.collect() > 0)


class Calls:
    def __init__(self):
        self.me = self

    def __del__(self):
        print("collecting inside", gc.collect())
        self.__del__ = None


Calls()
gc.collect()


class Explicit:
    def __del__(self):
        print("explicit")


e = Explicit()
e.__del__()
Explicit.__del__(e)
print(gc.is_finalized(e))
del e
Explicit.__del__ = lambda self: print("replaced")
Explicit()
del Explicit.__del__
Explicit()


class Meta(type):
    def __del__(cls):
        print("class gone", cls.__name__)


def make():
    class Temp(metaclass=Meta):
        pass


make()
gc.collect()
print("end")
