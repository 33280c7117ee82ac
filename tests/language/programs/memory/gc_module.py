import gc
print(gc.isenabled(), len(gc.get_threshold()), len(gc.get_count()), gc.get_debug())
gc.disable(); print(gc.isenabled()); gc.enable()
old = gc.get_threshold(); gc.set_threshold(500, 5, 5); print(gc.get_threshold()); gc.set_threshold(*old)
print(gc.is_tracked([]), gc.is_tracked(1), gc.is_tracked("a"), gc.is_tracked(()), gc.is_tracked({}), gc.is_tracked({"a": []}), gc.is_tracked(object()), gc.is_tracked(type("A", (), {})()), gc.is_tracked(len), gc.is_tracked(int), gc.is_tracked([1]))
class N: pass
a = N(); a.x = [a]; holder = [a]
refs = gc.get_referrers(a)
print(any(r is holder for r in refs), any(r is a.x for r in refs), any(r is globals() for r in refs))
print([r for r in gc.get_referents([1, "a", (2,)])], gc.get_referents({"k": [5]}) in (["k", [5]], [[5]], [[5], "k"]), gc.get_referents(5), N in gc.get_referents(a))
print(any(o is a for o in gc.get_objects()), gc.is_finalized(a), isinstance(gc.get_stats(), list), len(gc.get_stats()), sorted(gc.get_stats()[0]))
log = []
def cb(phase, info): log.append((phase, sorted(info)))
gc.callbacks.append(cb); gc.collect(0); gc.callbacks.remove(cb)
print(log)
x = N(); x.me = x; del x
print(gc.collect() >= 1, gc.collect(), gc.garbage)
for bad in (lambda: gc.collect(5), lambda: gc.collect(-1), lambda: gc.set_threshold(), lambda: gc.set_threshold("a"), lambda: gc.set_debug("x"), lambda: gc.is_tracked(), lambda: gc.get_objects(generation=9), lambda: gc.collect("a")):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
gc.set_debug(gc.DEBUG_SAVEALL)
y = N(); y.me = y; y.tag = "saved"; del y
gc.collect(); print([o.tag for o in gc.garbage if isinstance(o, N)])
gc.set_debug(0); gc.garbage.clear()
gc.freeze(); print(gc.get_freeze_count() > 0); gc.unfreeze(); print(gc.get_freeze_count())
class F:
    def __del__(self): fin.append(gc.is_finalized(self))
fin = []
f = F(); del f; print(fin)
