# Document 002: memory management functions.
import gc
import sys
from claim import claim, here, raises


class NoSize:
    def __sizeof__(self):
        raise TypeError("cannot say")


class BadSize:
    def __sizeof__(self):
        return "big"


class Negative:
    def __sizeof__(self):
        return -1


class Own:
    __slots__ = ()

    def __sizeof__(self):
        return 1000


# getsizeof
claim("getsizeof returns the size in bytes", all(type(sys.getsizeof(v)) is int and sys.getsizeof(v) > 0 for v in (1, 1.5, "", [], {}, (), None, int, sys, len)))
claim("the size cannot be determined: the error passes on", raises(TypeError, sys.getsizeof, NoSize()) == "cannot say")
claim("the size cannot be determined: the default", sys.getsizeof(NoSize(), 7) == 7)
claim("default by name", sys.getsizeof(object=NoSize(), default=8) == 8)
claim("the default is not for a size that can be determined", sys.getsizeof([], -5) == sys.getsizeof([]))
claim("a size must be an integer", raises(TypeError, sys.getsizeof, BadSize()) == "an integer is required")
claim("a size must not be negative", raises(ValueError, sys.getsizeof, Negative()) == "__sizeof__() should return >= 0")
claim("__sizeof__ says the size, the collector's header comes on top", 1000 <= sys.getsizeof(Own()) <= 1016)
claim("the collector's own header is part of the size", sys.getsizeof([]) >= [].__sizeof__() and sys.getsizeof("") == "".__sizeof__())
claim("containers: the container itself, not the contents", sys.getsizeof([[0] * 1000]) == sys.getsizeof([0]) and sys.getsizeof({1: "x" * 1000}) == sys.getsizeof({1: 2}))
seen = set()


def total(obj):
    if id(obj) in seen:
        return 0
    seen.add(id(obj))
    size = sys.getsizeof(obj)
    if isinstance(obj, (list, tuple, set, frozenset)):
        size += sum(map(total, obj))
    elif isinstance(obj, dict):
        size += sum(map(total, obj)) + sum(map(total, obj.values()))
    return size


data = {"numbers": [1, 2, 3], "text": "hello", "nested": {"a": 1, "b": [4, 5]}}
claim("use recursion to calculate the total", total(data) > sys.getsizeof(data) + sys.getsizeof([1, 2, 3]) + sys.getsizeof("hello"))
loop = [data]
loop.append(loop)
seen.clear()
claim("... which counts what is shared once", total([loop, loop]) == sys.getsizeof([0, 0]) + (seen.clear() or total(loop)))

# getrefcount
x = [1, 2, 3]
claim("2: x and the argument", sys.getrefcount(x) == 2)
a = x
b = x
claim("4: x, a, b and the argument", sys.getrefcount(x) == 4)
del a, b
claim("back to 2", sys.getrefcount(x) == 2)


def inside(argument):
    return sys.getrefcount(argument)


def local():
    y = [1]
    return sys.getrefcount(y)


here("one more than the program's references in a function too", local() == 2, "CPython 3.14 borrows local variables")
claim("a call: the caller's, the argument's", inside(x) - sys.getrefcount(x) in (0, 1) and inside([]) in (1, 2))
claim("each kind of container holds one", [(make(x), sys.getrefcount(x))[1] for make in (lambda o: [o], lambda o: (o,), lambda o: {1: o})] == [3, 3, 3])
held = None
claim("... and lets it go", sys.getrefcount(x) == 2)
claim("small integers are cached: their count is not that of the program", sys.getrefcount(1) > 1000)
claim("... nor that of None", sys.getrefcount(None) > 1000)


class Part:
    pass


p = Part()
q = Part()
p.other, q.other = q, p
claim("a cycle counts", sys.getrefcount(p) == 3)
watch = []
q.log = type("Log", (), {"__del__": lambda self: watch.append("gone")})()
del p, q
claim("reference counts change during garbage collection", watch == [] and gc.collect() >= 2 and watch == ["gone"])

# getallocatedblocks
claim("getallocatedblocks is an int", type(sys.getallocatedblocks()) is int)
krait = sys.implementation.name == "krait"
why = "Pyodide's allocator does not count"
one = sys.getallocatedblocks()
lst = []
for i in range(1000):
    lst.append([i] * 100)
two = sys.getallocatedblocks()
del lst
three = sys.getallocatedblocks()
here("2000 blocks for 1000 lists", 2000 <= two - one < 2100, why)
here("which deletion gives back", abs(three - one) < 50, why)
leaks = []
for _ in range(100):
    leaks.append([1] * 50)
here("debug memory leaks: what stays is seen", 200 <= sys.getallocatedblocks() - three < 250, why)

# gettotalrefcount
claim("gettotalrefcount is only in debug builds", hasattr(sys, "gettotalrefcount") == hasattr(sys, "getobjects"))

# maxsize, int_info
claim("maxsize is the largest Py_ssize_t of the platform", sys.maxsize == 2**31 - 1)
claim("a size beyond it is an OverflowError", bool(raises(OverflowError, lambda: [0] * (sys.maxsize + 1))))
claim("a size at it is a MemoryError", bool(raises(MemoryError, lambda: [0] * sys.maxsize) is not False))
claim("range may be larger, its len may not", bool(raises(OverflowError, len, range(sys.maxsize + 1))) and len(range(sys.maxsize)) == sys.maxsize)
claim("int_info says how integers are represented", tuple(sys.int_info) == (30, 4, 4300, 640))
claim("... by name", (sys.int_info.bits_per_digit, sys.int_info.sizeof_digit) == (30, 4))
claim("an int grows with its digits", sys.getsizeof(1 << 30000) - sys.getsizeof(1 << 15000) in range(1870, 2010))
claim("integers have no largest value", (1 << 960) - 1 > 10**288)


# Patterns
def growth(work):
    gc.collect()
    before = len(gc.get_objects())
    for _ in range(1000):
        work()
    gc.collect()
    return len(gc.get_objects()) - before


kept = []
claim("leak detection: nothing is left of what goes", growth(lambda: [0] * 100) < 100)
claim("leak detection: nor of cycles", growth(lambda: (lambda l: l.append(l))([])) < 100)
claim("leak detection: what stays is found", growth(lambda: kept.append([])) >= 900)
sizes = {
    "list": sys.getsizeof([i for i in range(1000)]),
    "tuple": sys.getsizeof(tuple(i for i in range(1000))),
    "set": sys.getsizeof(set(range(1000))),
    "dict": sys.getsizeof({i: i for i in range(1000)}),
}
claim("a tuple is the smallest of 1000 items", min(sizes, key=sizes.get) == "tuple")
claim("a list is smaller than a set and a dict", sizes["list"] < min(sizes["set"], sizes["dict"]))
claim("combine with gc.get_objects()", sum(sys.getsizeof(o) for o in gc.get_objects()) > 100000)
