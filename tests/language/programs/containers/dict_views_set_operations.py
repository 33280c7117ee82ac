a, b = {"x": 1, "y": 2, "z": 3}, {"y": 2, "z": 0, "w": 4}
S = sorted
print(S(a.keys() & b.keys()), S(a.keys() | b.keys()), S(a.keys() - b.keys()), S(a.keys() ^ b.keys()), S(a.items() & b.items()), S(a.items() - b.items()), len(a.items() | b.items()), S(a.keys() & ["x", "q"]), S({"x"} | a.keys()), S(["x", "n"] & a.keys()) if 0 else "", a.keys() <= {"x", "y", "z"}, a.keys() < {"x"}, {"x"} < a.keys(), a.keys() >= {"x"}, a.keys().isdisjoint(["q"]), a.keys() == {"x", "y", "z"}, a.items() == a.items(), a.keys() != b.keys(), a.values() == a.values())
k, v, i = a.keys(), a.values(), a.items()
a["new"] = 5; del a["x"]
print(list(k), list(v), list(i), len(k), "new" in k, 5 in v, ("y", 2) in i, ("y", 3) in i, "y" in i, repr(k), repr(v), repr(i), list(reversed(k)), k.mapping == a, type(k & b).__name__)
for bad in (lambda: k & 5, lambda: 5 | k, lambda: v | v, lambda: k[0], lambda: hash(k), lambda: k.add("q"), lambda: i & [[1]], lambda: k < 5, lambda: v < v, lambda: {"q": []}.items() | {1}, lambda: next(v), lambda: k + k, lambda: k.mapping.clear(), lambda: type(k)(a), lambda: [] in k):
    try: print(bad())
    except (TypeError, AttributeError) as e: print(e)
