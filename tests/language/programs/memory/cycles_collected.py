import gc, weakref
gc.disable(); gc.collect()
class N:
    def __init__(self, n): self.n = n
    def __repr__(self): return self.n
def alive(*refs): return [r() is not None for r in refs]
def cyc_self(): o = N("self"); o.me = o; return o
def cyc_list(): o = N("list"); l = [o]; l.append(l); o.l = l; return o
def cyc_dict(): o = N("dict"); d = {"o": o}; d["d"] = d; o.d = d; return o
def cyc_tuple(): o = N("tuple"); o.t = (o, (o,)); return o
def cyc_set():
    o = N("set"); o.s = {o}; o.f = frozenset([o]); return o
def cyc_closure():
    o = N("closure")
    def f(): return o, f
    o.f = f; return o
def cyc_method(): o = N("method"); o.m = o.__repr__; return o
def cyc_gen():
    o = N("gen")
    def g():
        x = o
        yield 1
        x
    o.g = g(); next(o.g); return o
def cyc_class():
    class C: pass
    o = C(); C.inst = o; return o
def cyc_exc():
    o = N("exc")
    try: raise ValueError(o)
    except ValueError as e: o.e = e
    return o
def cyc_prop():
    o = N("prop"); o.p = property(lambda s: o); return o
def cyc_partial():
    import functools
    o = N("partial"); o.p = functools.partial(print, o); return o
def cyc_iter(): o = N("iter"); o.it = iter([o]); o.z = zip([o], [o]); o.mp = map(str, [o]); o.en = enumerate([o]); return o
def cyc_frame():
    import sys
    o = N("frame"); o.fr = sys._getframe(); return o
def cyc_mod():
    import types
    o = N("mod"); m = types.ModuleType("m"); m.o = o; o.m = m; return o
def cyc_two(): a, b = N("a"), N("b"); a.b, b.a = b, a; return a
def cyc_super(): o = N("super"); o.s = super(N, o); return o
def cyc_cell():
    o = N("cell"); import types; c = types.CellType(); c.cell_contents = c; o.c = c; c2 = types.CellType(o); o.c2 = c2; return o
def cyc_slice(): o = N("slice"); o.s = slice(o, [o]); return o
def cyc_coro():
    o = N("coro")
    async def co(): x = o
    o.c = co(); return o
def cyc_mv():
    class B(bytearray): pass
    o = B(b"x"); o.mv = memoryview(o); return o
import warnings; warnings.simplefilter("ignore")
for f in (cyc_self, cyc_list, cyc_dict, cyc_tuple, cyc_set, cyc_closure, cyc_method, cyc_gen, cyc_class, cyc_exc, cyc_prop, cyc_partial, cyc_iter, cyc_frame, cyc_mod, cyc_two, cyc_super, cyc_cell, cyc_slice, cyc_coro, cyc_mv):
    o = f(); r = weakref.ref(o)
    before = alive(r); del o; after_del = alive(r); n = gc.collect()
    print(f.__name__, before, after_del, alive(r), n > 0)
gc.enable()
