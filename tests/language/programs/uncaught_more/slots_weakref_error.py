import weakref
class Lean: __slots__ = ("x",)
class Full: pass
f = Full()
print(weakref.ref(f)() is f)
weakref.ref(Lean())
