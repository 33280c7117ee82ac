d = {"a": 1, "b": 2, "c": 3}
k, v, i = d.keys(), d.values(), d.items()
print(k, v, i, len(k), "a" in k, 2 in v, ("a", 1) in i, ("a", 2) in i, "a" in i, (1,) in i)
d["d"] = 4
print(k, list(v), len(i), k.mapping["d"], type(k.mapping).__name__)
print(sorted(k & {"a", "z"}), sorted(k | "xy"), sorted(k - {"a"}), sorted(k ^ {"a", "q"}), k == {"a", "b", "c", "d"}, k >= {"a"}, k < {"a", "b", "c", "d", "e"}, k.isdisjoint("xyz"), k.isdisjoint("a"), {"a"} & k, sorted({"z"} | k))
print(sorted(i & {("a", 1), ("b", 9)}), i >= {("a", 1)}, sorted(i - {("a", 1)}), {1: 2}.items() == {(1, 2)}, {1: 2}.keys() == {1: 5}.keys(), {1: 2}.values() == {1: 2}.values(), v == v, k != [1], {}.keys() <= set())
for f in (lambda: k + k, lambda: k[0], lambda: v & v, lambda: hash(k), lambda: hash(i), lambda: {1: []}.items() & {1}, lambda: next(k), lambda: k & 5, lambda: k.add(1), lambda: setattr(k, "x", 1), lambda: i | 5, lambda: [[]] & k, lambda: type(k)(), lambda: {} .keys().mapping.__setitem__(1, 2), lambda: k < 5, lambda: k - None):
    try: print(f())
    except (TypeError, AttributeError) as e: print(e)
print(hash(v) == hash(v), type(k), type(iter(v)), type(reversed(i)), repr({}.keys()), repr({1: {}}.values()), list(zip(k, v)), dict(i) == d, set(k) == set(d), [*reversed(k)])
r = {}
r["self"] = r.values(); print(r)
it = iter(d)
print(next(it), it.__length_hint__(), next(it), it.__length_hint__())
d["e"] = 5
try: next(it)
except RuntimeError as e: print(e)
try: next(it)
except (RuntimeError, StopIteration) as e: print(type(e).__name__, e)
import types
mp = types.MappingProxyType({"x": 1})
print(mp, mp["x"], len(mp), list(mp), mp.get("q", 0), mp | {"y": 2}, mp == {"x": 1}, mp.copy(), hash(types.MappingProxyType({})) if 0 else "")
for f in (lambda: mp.__setitem__("a", 1), lambda: exec("mp['x'] = 2"), lambda: exec("del mp['x']"), lambda: hash(mp), lambda: types.MappingProxyType(5), lambda: mp.clear(), lambda: mp.update({})):
    try: print(f())
    except (TypeError, AttributeError) as e: print(e)
