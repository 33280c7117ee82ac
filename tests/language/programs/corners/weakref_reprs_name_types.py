import weakref, collections, types, fractions
class C: pass
def show(o): print(repr(weakref.ref(o)), repr(weakref.proxy(o)))
f=fractions.Fraction(1,2)
for o in (C(), f, show, types.SimpleNamespace(), collections.deque(), collections.UserDict(), {1}, lambda: 0): show(o)
