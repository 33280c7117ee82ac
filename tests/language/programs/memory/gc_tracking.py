import gc, types, sys
def f(): pass
class C: pass
class S: __slots__ = ("a",)
class E: __slots__ = ()
things = [0, 1.5, "s", b"b", None, (), ([],), [], {}, {1: 2}, {"a": []}, set(), frozenset(), f, C, C(), S(), E(), object(),
  len, [].append, C().__init__, iter([]), iter(()), (x for x in ()), range(3), slice(1), types, sys, type, property(), staticmethod(f), classmethod(f), super(C, C()), Exception(), f.__code__, f.__globals__ is None, (lambda: f).__closure__, map(f, []), zip(), enumerate([]), reversed([]), filter(None, []), memoryview(b""), bytearray(), 1j, types.MappingProxyType({}), types.SimpleNamespace(), types.CellType(1), NotImplemented, ..., list[int], int | str, iter({}), {}.keys(), iter(set()), iter("a"), iter(range(2)), iter(b""), sys._getframe()]
for t in things:
    print(type(t).__name__, gc.is_tracked(t))
t = (1, (2, (3, "x"))); u = (1, [])
gc.collect()
print(gc.is_tracked(t), gc.is_tracked(u), gc.is_tracked(t[1]))
d = {}; print(gc.is_tracked(d)); d["a"] = 1; print(gc.is_tracked(d)); d["b"] = []; print(gc.is_tracked(d))
d = dict(a=1); print(gc.is_tracked(d)); d = {"x": (1, 2)}; gc.collect(); print(gc.is_tracked(d))
print(gc.is_tracked({**{"a": 1}}), gc.is_tracked({k: 1 for k in "ab"}), gc.is_tracked(dict.fromkeys("ab")))
print(gc.is_tracked(tuple([1, 2])), gc.is_tracked(tuple([[]])), gc.is_tracked(({},) * 2))
