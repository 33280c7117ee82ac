from collections import defaultdict, OrderedDict, Counter, ChainMap, UserDict
class D(dict):
    def __missing__(self, k):
        if k == "bad": raise KeyError("from missing")
        self[k] = v = [k]
        return v
d = D(a=1)
print(d["a"], d["x"], d, d.get("q"), "q" in d)
for f in (lambda: d["bad"], lambda: dict(d)["zz"], lambda: D.fromkeys("p")["p"], lambda: "%(new)s" % d, lambda: "{n[new2]}".format(n=d)):
    try: print(f())
    except KeyError as e: print("KeyError", e)
dd = defaultdict(list, {"k": [1]})
dd["k"].append(2); dd["n"].append(3)
print(dd, dd.default_factory, dd.get("zz"), dict(dd), defaultdict(None, a=1), defaultdict(int) == {}, dd | {"m": 1}, dd.copy() == dd)
try: defaultdict(None)["x"]
except KeyError as e: print("KeyError", e)
for bad in (lambda: defaultdict(5), lambda: defaultdict(int, 5)):
    try: bad()
    except TypeError as e: print(e)
def failing(): raise RuntimeError("factory failed")
try: defaultdict(failing)[1]
except RuntimeError as e: print(e)
tree = lambda: defaultdict(tree)
t = tree(); t["a"]["b"]["c"] = 1
print(dict(t["a"]["b"]), len(t), list(t))
o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a"); print(o); o.move_to_end("c", last=False); print(list(o), o.popitem(False), o.popitem(), o, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == {"b": 2, "a": 1}, list(reversed(o)), o | {"z": 1})
try: o.move_to_end("nope")
except KeyError as e: print("KeyError", e)
c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], c + Counter("abc"), c - Counter("aaaaa"), c & Counter("aab"), c | Counter("zz"), +Counter(a=-1, b=2), -Counter(a=-1), c.total(), sorted(c.elements())[:6], Counter(a=1) <= Counter(a=2), c.subtract("a"), c["a"], Counter([1, 1]) == Counter({1: 2, 2: 0}))
cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
cm["c"] = 9; print(cm, cm["a"], cm["b"], len(cm), list(cm), cm.parents, cm.new_child({"a": 0})["a"], dict(cm))
try: del cm["b"]
except KeyError as e: print(e)
class U(UserDict):
    def __setitem__(self, k, v): super().__setitem__(str(k).upper(), v)
u = U(a=1); u["b"] = 2; u.update({"c": 3}); print(u, u.data, "A" in u, "a" in u)
class Over(dict):
    def __getitem__(self, k): return "over"
    def __iter__(self): return iter(["fake"])
    def keys(self): return ["k1"]
o = Over(a=1)
print(o["zzz"], o.get("a"), list(o), dict(o), {**o}, o | {}, "%(x)s" % o, "{a}".format_map(o), eval("a", {}, o), (lambda **k: k)(**o))
exec("x = y\nprint(x)", {"print": print}, type("NS", (dict,), {"__missing__": lambda s, k: f"auto {k}" if k == "y" else print})())
