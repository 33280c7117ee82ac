# Document 004: reference counting, garbage collection, weak references, interning.
import gc
import sys
import weakref
from claim import claim, here, raises

gc.collect()
gc.disable()

# Reference counting
gone = []


class Node:
    def __init__(self, name=""):
        self.name = name
        self.ref = None

    def __del__(self):
        gone.append(self.name)


x = Node("x")
y = x
z = x
claim("refcount = 3 (and the argument)", sys.getrefcount(x) == 4)
del y
claim("del: refcount = 2", sys.getrefcount(x) == 3)
z = None
claim("another value: refcount = 1", sys.getrefcount(x) == 2 and gone == [])
del x
claim("refcount = 0: immediately deallocated", gone == ["x"])
Node("temporary")
claim("a temporary goes at the end of its statement", gone[-1] == "temporary")


def f():
    local = Node("local")


f()
claim("a local variable goes when its function returns", gone[-1] == "local")
gone.clear()
a = Node("a")
b = Node("b")
a.ref = b
b.ref = a
del a, b
claim("a cycle: both have refcount 1 from each other, never 0", gone == [])
claim("this is why Python also has a garbage collector", gc.collect() >= 2 and sorted(gone) == ["a", "b"])
claim("__del__ does not make a cycle uncollectable", gc.garbage == [])

# The collector
gc.enable()
claim("isenabled", gc.isenabled() is True)
gc.disable()
claim("disable", gc.isenabled() is False)
gc.enable()
before = gc.get_threshold()
here("the thresholds: (700, 10, 10)", before == (700, 10, 10), "CPython 3.14 says (2000, 10, 0)")
gc.set_threshold(100, 5, 5)
claim("set_threshold", gc.get_threshold()[:2] == (100, 5))
gc.set_threshold(*before)
claim("collect(0), (1), (2) and no other", [type(gc.collect(g)) for g in (0, 1, 2)] == [int] * 3 and raises(ValueError, gc.collect, 3) == "invalid generation")
runs = []


def callback(phase, info):
    runs.append((phase, info["generation"]))


gc.callbacks.append(callback)
gc.collect(0)
gc.callbacks.remove(callback)
claim("callbacks at the start and the stop", runs == [("start", 0), ("stop", 0)])
# Generations, with the documents' numbers
if sys.implementation.name == "krait":
    why = "CPython 3.14 collects in other steps"
    runs = []
    gc.collect()
    gc.callbacks.append(callback)
    keep = [[] for _ in range(690)]
    here("not before 700 allocations", runs == [], why)
    keep += [[] for _ in range(30)]
    here("generation 0 after 700 allocations", runs[0::2] == [("start", 0)], why)
    keep += [[] for _ in range(700 * 25)]
    kinds = [g for phase, g in runs if phase == "start"]
    here("generation 1 every 10 collections of generation 0", kinds.count(1) == 2 and 0 in kinds, why)
    first = kinds.index(1)
    here("... the 11th counts", kinds[:first] == [0] * first and 10 <= first <= 11, why)
    gc.callbacks.remove(callback)
    del keep
    runs.clear()
    gc.collect()
    gc.callbacks.append(callback)
    for _ in range(700 * 125):
        keep = []
        keep.append(keep)
    gc.callbacks.remove(callback)
    kinds = [g for phase, g in runs if phase == "start"]
    here("generation 2 is collected rarely: every 10 of generation 1", kinds.count(0) > 100 and kinds.count(1) >= 9 and kinds.count(2) <= 1, why)
    gc.collect()
    gc.set_threshold(700, 10, 10)
    count = gc.get_count()
    keep = [[] for _ in range(50)]
    here("get_count counts allocations", gc.get_count()[0] - count[0] >= 50, why)
    del keep
    here("... less what went again", gc.get_count()[0] - count[0] < 20, why)
gc.set_threshold(0)
claim("threshold 0: no collection by itself", gc.get_threshold()[0] == 0)
gc.set_threshold(*before)
gc.collect()
generation_of = lambda o: [g for g in range(3) if any(o is e for e in gc.get_objects(generation=g))]
gc.disable()
survivor = []
claim("generation 0: new objects", generation_of(survivor) == [0])
here("generation 1: survived one collection", (gc.collect(0), generation_of(survivor))[1] == [1], "CPython 3.14's generations are others")
here("generation 2: long-lived objects", (gc.collect(1), generation_of(survivor))[1] == [2], "CPython 3.14's generations are others")
gc.enable()
claim("get_stats: for each generation", [sorted(s) for s in gc.get_stats()] == [["collected", "collections", "uncollectable"]] * 3)
stats = gc.get_stats()[2]
cycle = []
cycle.append(cycle)
del cycle
gc.collect()
now = gc.get_stats()[2]
claim("... collections and collected", (now["collections"] - stats["collections"], now["collected"] - stats["collected"]) == (1, 1))
claim("garbage is a list of uncollectable objects, here empty", gc.garbage == [])
claim("DEBUG_LEAK", gc.DEBUG_LEAK == gc.DEBUG_COLLECTABLE | gc.DEBUG_UNCOLLECTABLE | gc.DEBUG_SAVEALL)
gc.set_debug(gc.DEBUG_SAVEALL)
saved = []
saved.append(saved)
del saved
gc.collect()
claim("DEBUG_SAVEALL keeps what it found in garbage", len(gc.garbage) == 1 and gc.garbage[0][0] is gc.garbage[0] and gc.get_debug() == gc.DEBUG_SAVEALL)
gc.set_debug(0)
gc.garbage.clear()
gc.collect()
gc.freeze()
claim("freeze and unfreeze", gc.get_freeze_count() > 100 and gc.unfreeze() is None and gc.get_freeze_count() == 0)


# Weak references
class MyClass:
    pass


obj = MyClass()
count = sys.getrefcount(obj)
ref = weakref.ref(obj)
claim("a weak reference does not increase the refcount", sys.getrefcount(obj) == count)
claim("ref() returns obj", ref() is obj)
del obj
claim("None when it was collected", ref() is None)
calls = []
obj = MyClass()
ref = weakref.ref(obj, calls.append)
del obj
claim("the callback gets the weak reference", calls == [ref])
obj = MyClass()
obj.me = obj
ref = weakref.ref(obj)
del obj
claim("of an object in a cycle: until the collection", ref() is not None and gc.collect() >= 1 and ref() is None)
obj = MyClass()
proxy = weakref.proxy(obj)
proxy.attribute = 5
claim("a proxy stands for its object", obj.attribute == 5)
del obj
claim("... and a dead one says so", raises(ReferenceError, getattr, proxy, "attribute") == "weakly-referenced object no longer exists")
cache = weakref.WeakValueDictionary()
obj = cache["k"] = MyClass()
claim("WeakValueDictionary", "k" in cache)
del obj
claim("... forgets", "k" not in cache and len(cache) == 0)
done = []
obj = MyClass()
fin = weakref.finalize(obj, done.append, "finalized")
del obj
claim("finalize", done == ["finalized"] and not fin.alive)
claim("some builtins cannot be weakly referenced", raises(TypeError, weakref.ref, []) == "cannot create weak reference to 'list' object")

# Caches
claim("256 is 256 (cached)", all(int(str(n)) is int(str(n)) for n in range(-5, 257)))
one, other = "hello", "hello"
claim("'hello' is 'hello' (interned)", one is other)
text = "".join(["hello", " world!"])
claim("text made at run time is not interned", text is not "".join(["hello", " world!"]))
claim("sys.intern", sys.intern(text) is sys.intern("".join(["hello", " world!"])))
claim("... returns its argument the first time", sys.intern(new := "".join(["never ", "seen ", "before"])) is new)
claim("_is_interned", sys._is_interned(sys.intern("".join(["a ", "b"]))) and not sys._is_interned("".join(["c ", "d"])))
claim("only str", raises(TypeError, sys.intern, 5) == "intern() argument must be str, not int")
claim("names are interned", sys._is_interned("MyClass") and MyClass.__name__ is sys.intern("MyClass"))
claim("single characters are cached", "abc"[0] is chr(97) and sys.intern("a") is chr(97))
claim("the empty string and tuple are single", "".join([]) is str() and tuple([]) is tuple())
claim("memory pools: the place of a small object serves the next", len({id(object()) for _ in range(100)}) < 5)
