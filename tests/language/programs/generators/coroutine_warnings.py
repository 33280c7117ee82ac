import warnings, gc, sys
async def forgotten(): pass
async def agen(): yield 1
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    forgotten()
    c = forgotten()
    c.close()
    d = forgotten()
    try: d.send(None)
    except StopIteration: pass
    e = agen()
    del e
    f = agen().asend(None)
    del f
    g = agen().athrow(ValueError)
    del g
    gc.collect()
for w in log: print(w.category.__name__, w.message)
print(sys.get_coroutine_origin_tracking_depth())
sys.set_coroutine_origin_tracking_depth(1)
c = forgotten()
print(len(c.cr_origin), c.cr_origin[0][2])
c.close()
sys.set_coroutine_origin_tracking_depth(0)
c = forgotten()
print(c.cr_origin); c.close()
hooks = []
sys.set_asyncgen_hooks(firstiter=lambda a: hooks.append(("first", a.__name__)), finalizer=lambda a: hooks.append(("final", a.__name__)))
a = agen()
try: a.__anext__().send(None)
except StopIteration as s: print(s.value)
del a
gc.collect()
print(hooks)
sys.set_asyncgen_hooks(None, None)
print(sys.get_asyncgen_hooks())
for bad in (1, "x"):
    try: sys.set_asyncgen_hooks(bad)
    except TypeError as e: print(e)
try: sys.set_coroutine_origin_tracking_depth(-1)
except ValueError as e: print(e)
