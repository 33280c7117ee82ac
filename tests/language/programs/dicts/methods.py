d = {"a": 1, "b": 2}
print(d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("a", 9), d.setdefault("c"), d.setdefault("d", []), d, d.pop("c"), d.pop("zz", "dflt"), d.popitem(), d)
print(d.update(x=1), d, d.update([("y", 2), ["z", 3]], a=10), d, d.update({"b": 0}), d.update(), d.update(()), d, d.copy() == d, d.copy() is d)
print(list(d), list(d.keys()), list(d.values()), list(d.items()), len(d), "a" in d, 1 in d, list(reversed(d)), list(reversed(d.values())), list(reversed(d.items())))
print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), dict.fromkeys({"q": 1}.keys(), "v"), dict(a=1), dict([("a", 1)]), dict({"a": 1}, b=2), dict(zip("ab", [1, 2])), dict(["xy", "zw"]), dict(), dict({}), {**{"a": 1}})
print({1: "a"} | {2: "b"}, {1: "a", 2: "x"} | {2: "b", 1: "c"}, d.clear(), d)
e = {1: 1}
e |= {2: 2}; e |= [(3, 3)]
print(e, {1: 2} == {1: 2.0}, {1: 2, 3: 4} == {3: 4, 1: 2}, {} == {}, {1: 2} != {1: 3}, {1: 2} == [(1, 2)], {"a": 1}.__eq__(5))
for f in (lambda: d["q"], lambda: d.pop("q"), lambda: {}.popitem(), lambda: dict(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: d.update(5), lambda: d.update([(1,)]), lambda: {1: 1} | [(2, 2)], lambda: {[]: 1}, lambda: d.get([]), lambda: d.get(), lambda: d.pop(), lambda: d.setdefault(), lambda: d.setdefault({}, 1), lambda: {} < {}, lambda: dict(1, 2), lambda: dict.fromkeys(5), lambda: dict.fromkeys(), lambda: d.popitem(1), lambda: d.update(1, 2), lambda: d.get(1, 2, 3), lambda: dict(**{1: 2}), lambda: {**5}, lambda: hash({}), lambda: d.pop([], 1), lambda: [] in d, lambda: dict(None), lambda: d.keys() + d.keys(), lambda: d.fromkeys([[]])):
    try: print(f())
    except Exception as ex: print(type(ex).__name__, ex)
try: del d["nope"]
except KeyError as ex: print(repr(ex))
print({}.__repr__(), {1: {2: {}}}, {"k": "v"}.__contains__("k"), {1: 2}.__getitem__(1), {1: 2}.__len__(), dict.__hash__, dict[str, int], {}.__class_getitem__(int), {1: 2}.__or__(5), {1: 2}.__ror__({3: 4}), {1: 2}.__ior__({5: 6}))
d = {}
d.__setitem__("k", 1); d.__init__({"j": 2}); d.__init__(x=3)
print(d, d.__delitem__("j"), d, d.__iter__().__next__(), d.__reversed__().__next__())
class HasKeys:
    def keys(self): return ["p", "q"]
    def __getitem__(self, k): return k * 3
print(dict(HasKeys()), {**HasKeys()}, {} | dict(HasKeys())); x = {}; x.update(HasKeys(), r=1); print(x); x |= HasKeys(); print(x)
