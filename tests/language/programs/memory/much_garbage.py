# Much garbage at once, of all sizes: finalizers by age, weak references, revival, objects that go while others
# are looked at.
import gc
import weakref

gc.disable()
gc.collect()


class Plain:
    __slots__ = ('self',)


class Noted:
    order = []

    def __init__(self, n):
        self.n = n
        self.me = self

    def __del__(self):
        self.order.append(self.n)


class Revived:
    kept = []

    def __init__(self):
        self.me = self
        self.more = [self]

    def __del__(self):
        self.kept.append(self)


class Drops:
    def __init__(self, what):
        self.what = what

    def __del__(self):
        del self.what[:]
        [[] for _ in range(50)]


def fill(n):
    for i in range(n):
        p = Plain()
        p.self = p
        if i % 3 == 0:
            a = [i]
            a.append((a,) * (200 if i % 300 == 0 else 2))
        if i % 5 == 0:
            d = {}
            d[i] = d


def count():
    return gc.collect()


fill(30000)
print(count(), count())

fill(20000)
for i in range(3000):
    Noted(i)
print(count() > 20000, Noted.order == list(range(3000)), count())
Noted.order.clear()

called = []
refs = []
for i in range(2000):
    x = Noted(i)
    refs.append(weakref.ref(x, lambda r, i=i: called.append(i)))
fill(20000)
del x
print(count() > 20000, sorted(called) == list(range(2000)), all(r() is None for r in refs), len(Noted.order))

fill(20000)
for i in range(2500):
    Revived()
n = count()
print(n >= 20000, len(Revived.kept), all(r.more[0] is r for r in Revived.kept))
Revived.kept.clear()
print(count(), len(Revived.kept))

# garbage that holds what is no garbage, whose end changes things
for i in range(3000):
    inner = [[j] for j in range(4)]
    a = [Drops(inner), inner, (0,) * 300]
    a.append(a)
fill(20000)
del a, inner
print(count() > 20000, count())

gc.freeze()
fill(100)
print(count())
gc.unfreeze()
