# A cycle through each kind of object that can hold another is found, and its finalizer runs once.
import gc, sys, types, functools, itertools, collections, weakref, operator, contextvars

gc.disable()


class D:
    def __del__(self):
        dead.append(1)


def through(name, tie):
    d = D()
    gc.collect()
    dead.clear()
    try:
        tie(d)
    except Exception as e:
        print(name, type(e).__name__, e)
        return
    r = weakref.ref(d)
    del d
    early = len(dead)
    gc.collect()
    print(name, early, len(dead), r() is None)


dead = []
set_ = lambda d, v: setattr(d, "v", v)
through("list", lambda d: set_(d, [d]))
through("tuple", lambda d: set_(d, (d,)))
through("dict value", lambda d: set_(d, {1: d}))
through("dict key", lambda d: set_(d, {d: 1}))
through("set", lambda d: set_(d, {d}))
through("frozenset", lambda d: set_(d, frozenset([d])))
through("deque", lambda d: set_(d, collections.deque([d])))
through("OrderedDict", lambda d: set_(d, collections.OrderedDict(a=d)))
through("defaultdict", lambda d: set_(d, collections.defaultdict(lambda: d)))
through("Counter", lambda d: set_(d, collections.Counter([d])))
through("ChainMap", lambda d: set_(d, collections.ChainMap({1: d})))
through("UserList", lambda d: set_(d, collections.UserList([d])))
through("namedtuple", lambda d: set_(d, collections.namedtuple("P", "a")(d)))
through("slice", lambda d: set_(d, slice(d)))
through("property", lambda d: set_(d, property(lambda s: d)))
through("staticmethod", lambda d: set_(d, staticmethod(lambda: d)))
through("classmethod", lambda d: set_(d, classmethod(lambda c: d)))
through("partial", lambda d: set_(d, functools.partial(print, d)))
through("partial keyword", lambda d: set_(d, functools.partial(print, end=d)))
through("lru_cache", lambda d: set_(d, functools.lru_cache(lambda: d)))
through("bound method", lambda d: set_(d, d.__del__))
through("builtin method", lambda d: set_(d, [d].append))
through("method-wrapper", lambda d: set_(d, d.__repr__))
through("closure", lambda d: set_(d, lambda: d))
through("default", lambda d: set_(d, eval("lambda x=d: x", {"d": d})))
through("keyword default", lambda d: set_(d, eval("lambda *, x=d: x", {"d": d})))
through("globals", lambda d: set_(d, types.FunctionType((lambda: 0).__code__, {"d": d})))
through("cell", lambda d: set_(d, types.CellType(d)))
through("generator", lambda d: set_(d, (x for x in [d])))
through("suspended generator", lambda d: (set_(d, (x for x in [d, d])), next(d.v)) and None)
through("map", lambda d: set_(d, map(None, [d])))
through("filter", lambda d: set_(d, filter(None, [d])))
through("zip", lambda d: set_(d, zip([d])))
through("enumerate", lambda d: set_(d, enumerate([d])))
through("reversed", lambda d: set_(d, reversed([d])))
through("iter list", lambda d: set_(d, iter([d])))
through("iter tuple", lambda d: set_(d, iter((d,))))
through("iter dict", lambda d: set_(d, iter({d: 1})))
through("iter set", lambda d: set_(d, iter({d})))
through("iter callable", lambda d: set_(d, iter(lambda: d, 1)))
through("dict values", lambda d: set_(d, {1: d}.values()))
through("dict keys", lambda d: set_(d, {d: 1}.keys()))
through("dict items", lambda d: set_(d, {1: d}.items()))
through("mappingproxy", lambda d: set_(d, types.MappingProxyType({1: d})))
through("SimpleNamespace", lambda d: set_(d, types.SimpleNamespace(a=d)))
through("module", lambda d: (set_(d, types.ModuleType("m")), setattr(d.v, "d", d)) and None)
through("class", lambda d: set_(d, type("C", (), {"d": d})))
through("instance", lambda d: (set_(d, type("C", (), {})()), setattr(d.v, "d", d)) and None)
through("slots", lambda d: (set_(d, type("C", (), {"__slots__": ("d",)})()), setattr(d.v, "d", d)) and None)
through("exception", lambda d: set_(d, ValueError(d)))
through("super", lambda d: set_(d, super(D, d)))
through("chain", lambda d: set_(d, itertools.chain([d])))
through("cycle", lambda d: set_(d, itertools.cycle([d])))
through("repeat", lambda d: set_(d, itertools.repeat(d)))
through("islice", lambda d: set_(d, itertools.islice([d], 1)))
through("groupby", lambda d: set_(d, itertools.groupby([d])))
through("tee", lambda d: set_(d, itertools.tee([d])))
through("product", lambda d: set_(d, itertools.product([d])))
through("permutations", lambda d: set_(d, itertools.permutations([d])))
through("accumulate", lambda d: set_(d, itertools.accumulate([d])))
through("starmap", lambda d: set_(d, itertools.starmap(print, [d])))
through("weak reference callback", lambda d: set_(d, weakref.ref(D, lambda r: d)))
through("itself", lambda d: set_(d, d))


def frame(d):
    d.v = sys._getframe()


through("frame", frame)


def traceback(d):
    try:
        raise ValueError
    except ValueError as e:
        d.v = e.__traceback__


through("traceback", traceback)


async def coroutine(d):
    pass


def pending(d):
    d.v = coroutine(d)
    d.v.close()
    d.v = [d, d.v]


through("coroutine", pending)


class L(list):
    pass


through("list subclass", lambda d: set_(d, L([d])))
print(len(gc.garbage))
