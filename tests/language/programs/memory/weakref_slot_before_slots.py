# An instance of slots whose __weakref__ stands first: nobody refers to it yet, whatever memory it got.
import gc, weakref
class Base: __slots__ = ("__weakref__",)
class Slots(Base): __slots__ = ("a", "b")
def used():
    for n in range(2000): yield [n, n + 1], (n,), {n: n}
for round in range(3):
    list(used())
    keep = [Slots() for _ in range(2000)]
    print({weakref.getweakrefcount(s) for s in keep}, len({id(weakref.ref(s)) for s in keep[:1]}))
    for s in keep: s.a = s
    del s, keep
    print(gc.collect() >= 2000)
