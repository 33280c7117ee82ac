d = {"a": 1, None: 2, (1,): 3}
print(d.get("a"), d.get("z"), d.get("z", "def"), d.get(None), d.get((1,)), d.setdefault("a", 9), d.setdefault("n"), d.setdefault("l", []).append(5), d, d.pop("n"), d.pop("zz", 0), d.pop(None), d)
print(d.popitem(), d.popitem(), d, d.popitem(), d)
for bad in (lambda: d.pop("q"), lambda: d.popitem(), lambda: d["q"], lambda: d.get([]), lambda: d.setdefault({}, 1), lambda: d.pop([], 1), lambda: d.get(), lambda: d.pop(), lambda: d.setdefault(), lambda: d.get(1, 2, 3), lambda: d.get(key=1), lambda: d.__delitem__("zz"), lambda: d.__getitem__([])):
    try: print(bad())
    except (KeyError, TypeError) as e: print(type(e).__name__, e)
class K(str):
    def __hash__(self): return hash("k")
    def __eq__(self, o): return str.__eq__(self, o) or o == "k"
x = {"k": 1}
print(x.get(K("other")), K("zzz") in x, x.setdefault(K("q"), 5), x, x.pop(K("w")), x)
