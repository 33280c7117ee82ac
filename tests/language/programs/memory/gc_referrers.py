import gc
class C: pass
o = C(); l = [o]; t = (o,); d = {"k": o}; s = {1}
def clo():
    def inner(): return o2
    o2 = C()
    return inner, o2
inner, o2 = clo()
names = lambda xs: sorted(type(x).__name__ for x in xs)
print(names(r for r in gc.get_referrers(o) if r is not globals()), l in gc.get_referrers(o))
print(names(r for r in gc.get_referrers(o2) if r is not globals()))
print(names(gc.get_referrers(l)), gc.get_referrers(), gc.get_referrers(object()))
print(gc.get_referents([1, "a", [2]]), gc.get_referents({"k": 1}), gc.get_referents((1, 2), [3]), gc.get_referents(5, "x"), gc.get_referents())
i = C(); i.a = [1]; i.b = "text"
print(gc.get_referents(i))
print(names(gc.get_referents(C)))
print({type(o).__name__ for o in gc.get_referents(lambda x=[], *, y={}: 1)} >= {'code', 'dict', 'tuple'})
g = (x for x in [1]); print('tuple_iterator' in names(gc.get_referents(g)))
m = i.__repr__; print(names(gc.get_referents([].append)), 'C' in names(gc.get_referents(C().__init__)), 'C' in names(gc.get_referents(m)))
class S: __slots__ = ("a", "b")
s = S(); s.a = [1]; print(gc.get_referents(s))
print(names(gc.get_referents(set("ab"))), names(gc.get_referents(frozenset([1, 2]))))
try: raise ValueError([1])
except ValueError as e: print(names(gc.get_referents(e)), names(gc.get_referents(e.__traceback__)))
for bad in ["len(gc.get_objects(-1)) > 9", "gc.get_objects(3)", "gc.get_objects('x')", "gc.get_objects(generation=None)[:0]", "gc.collect(3)", "gc.collect(-1)", "gc.collect('a')", "gc.collect(generation=0) >= 0", "gc.collect(1, 2)", "gc.set_threshold()", "gc.set_threshold(1, 2, 3, 4)", "gc.set_threshold('a')", "gc.set_debug()", "gc.set_debug('x')", "gc.is_tracked()", "gc.is_finalized()", "gc.enable(1)", "gc.get_count(1)", "gc.freeze(1)", "gc.callbacks", "gc.set_threshold(5.5)", "gc.get_stats(1)"]:
    try: print(bad, eval(bad))
    except Exception as e: print(bad, type(e).__name__, e)
x = [gc.get_objects(0)]; fresh = ["fresh marker", []]
print(any(y is fresh for y in gc.get_objects()), any(y is fresh for y in gc.get_objects(0)), any(y is fresh for y in gc.get_objects(2)))
gc.freeze(); print(gc.get_freeze_count() > 100, any(y is fresh for y in gc.get_objects())); gc.unfreeze(); print(gc.get_freeze_count(), any(y is fresh for y in gc.get_objects(2)))
