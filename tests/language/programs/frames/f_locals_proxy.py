import sys
def f(x):
    y = 1
    p = sys._getframe().f_locals
    print(type(p).__name__, len(p), "x" in p, "zz" in p, p["x"], p.get("y"), p.get("zz", "d"), list(p.keys())[:3], dict(p) == {**p})
    p["x"] = 100; p["y"] += 5; p["extra"] = "e"
    print(x, y, p["extra"], sorted(map(str, p)), "extra" in locals(), locals() is locals())
    p.update({"y": 7, "more": 1}); print(y, p.setdefault("y", 0), p.setdefault("new", "n"), p | {"z": 9} == dict(p) | {"z": 9})
    for op in (lambda: p["nope"], lambda: p.pop("x"), lambda: p.popitem(), lambda: p.clear(), lambda: p.pop("extra"), lambda: p.__delitem__("x"), lambda: hash(p), lambda: p.copy() == dict(p), lambda: type(p.copy()).__name__, lambda: list(reversed(p))[:1], lambda: p == p, lambda: p != {}, lambda: p < p, lambda: type(p)({}), lambda: p.fromkeys, lambda: isinstance(p, __import__("collections").abc.Mapping)):
        try: print(op())
        except Exception as e: print(type(e).__name__, e)
    del y
    print("y" in p, "y" in locals())
    p["y"] = "rebound"
    print(y)
f(1)
def cells():
    c = 1
    def inner(): return c
    sys._getframe().f_locals["c"] = "via proxy"
    return inner(), c
print(cells())
def free():
    z = 1
    def inner():
        z
        fl = sys._getframe().f_locals
        fl["z"] = 2
        return sorted(fl)
    return inner(), z
print(free())
def from_caller(): sys._getframe(1).f_locals["v"] = "changed by callee"
def has_v():
    v = "original"
    from_caller()
    return v
print(has_v())
def comp(): return [sorted(sys._getframe().f_locals) for i in [1]], [sys._getframe().f_locals["i"] for i in [5]]
print(comp())
def outlive():
    q = 5
    return sys._getframe()
fr = outlive()
print(dict(fr.f_locals)); fr.f_locals["q"] = 6; print(fr.f_locals["q"])
def gen():
    w = 1
    yield w
    yield w
g = gen(); next(g); g.gi_frame.f_locals["w"] = "new"; print(next(g))
