d = {}
d[1] = "int"; d[1.0] = "float"; d[True] = "bool"; d["1"] = "str"
print(d, len(d), list(d)[0], type(list(d)[0]).__name__)
print({0: "a", False: "b", 0.0: "c", -0.0: "d", 0j: "e"})
class K:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v if isinstance(o, K) else NotImplemented
    def __hash__(self): return hash(self.v)
    def __repr__(self): return f"K{self.v}"
k1, k2 = K(1), K(1)
e = {k1: "first"}
e[k2] = "second"
print(e, list(e)[0] is k1, K(1) in e, e.get(1, "int is not K"))
k1.v = 2
print(k1 in e, K(2) in e, K(1) in e, list(e.items()), len(e))
e[K(2)] = "third"
print(e, len(e))
f = dict.fromkeys("aab", [])
f["a"].append(1)
print(f)
g = {"x": 1, **{"x": 2}, "y": 3, **dict(y=4)}
print(g, {**g, "x": 0}, dict(g, y=9), g | {"z": 5})
h = {(1, 2): "t", frozenset({1}): "f", None: "n", ...: "e", int: "i"}
print(h[1, 2], h[frozenset([1])], h[None], h[...], h[int])
