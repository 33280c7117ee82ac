from collections import *
d = deque([1, 2, 3], maxlen=4)
d.append(4); d.append(5); d.appendleft(0); print(d, d.maxlen, d.pop(), d.popleft(), d.rotate(1), d, d.rotate(-2), d, d.extend("ab"), d, d.extendleft("xy"), d, d.count("a"), d.index("a") if "a" in d else "-", d.reverse(), d, d.copy() == d, d[0], d[-1], len(d), list(reversed(d)), "x" in d)
e = deque("abc"); e.insert(1, "Z"); e.remove("c"); e[0] = "A"; del e[1]; print(e, e + deque("q"), e * 2, e == deque("Ab"), e < deque("B"), bool(deque()), deque(range(5), 2), repr(deque([[...]] if 0 else [1])), e.clear(), e)
for f in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque([1])[5], lambda: deque([1]).remove(2), lambda: deque([1]).index(9), lambda: deque(5), lambda: deque([], -1), lambda: deque([], "x"), lambda: deque([1], 1).insert(0, 2), lambda: hash(deque()), lambda: deque([1]) + [1], lambda: deque([1]).rotate("x"), lambda: deque("ab")[0:1], lambda: setattr(deque(), "maxlen", 3)):
    try: print(f())
    except Exception as x: print(type(x).__name__, x)
m = deque([1, 2, 3])
try:
    for x in m: m.append(x)
except RuntimeError as x: print(x)
r = deque(); r.append(r); print(r)
c = Counter("mississippi"); print(c, c.most_common(), c.most_common(1), c.total(), c["z"], sorted(c.elements()), c + Counter(m=1), c - Counter(s=10), c & Counter(s=2, q=1), c | Counter(z=9), Counter(a=3, b=-1) + Counter(), c.update("zz"), c["z"], c.subtract({"z": 5}), c["z"], dict(c), Counter({"a": 1}) == Counter(a=1, b=0), Counter(), Counter([1, 1, 2]).keys(), max(c, key=c.get))
Pt = namedtuple("Pt", ["x", "y"]); p = Pt(1, y=2)
print(p, p._asdict(), p._replace(x=9), Pt._make("ab"), p + (3,), p.x + p[1], Pt.x.__doc__, Pt.__new__.__defaults__, p == (1, 2), repr(Pt._fields), tuple(p))
cm = ChainMap({"a": 1}, {"b": 2, "a": 0}); cm["z"] = 5; print(cm["a"], cm.maps, cm.get("q"), list(cm), cm | {"w": 1}, cm.pop("z"), cm.popitem(), cm, "b" in cm)
od = OrderedDict.fromkeys("cab", 0); od.move_to_end("c"); print(od, od.popitem(last=False), list(od.items()), od == dict(od), OrderedDict([(1, 2)]) | {3: 4}, eval(repr(od)) == od)
dd = defaultdict(lambda: [0]); dd["a"][0] += 1; print(dict(dd), dd.__missing__("q"), list(dd), dd.default_factory() )
ul = UserList([3, 1]); ul.append(2); ul.sort(); print(ul, ul + [9], ul[0:2], type(ul[0:2]).__name__, UserString("abc").upper(), type(UserString("a") + "b").__name__, UserDict(a=1) | {"b": 2})
import collections.abc as abc
class S(abc.Set):
    def __init__(self, i): self.d = list(dict.fromkeys(i))
    def __contains__(self, x): return x in self.d
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
print(sorted(S("abc") & S("bcd")), S("ab") <= S("abc"), S("ab") == {"a", "b"}, sorted(S("ab") | "c"), S("a").isdisjoint("b"), sorted(S("ab") ^ S("bc")), sorted(S("ab") - {"a"}))
class M(abc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
mm = M(); mm.update(a=1, b=2); print(mm.pop("a"), mm.setdefault("c", 3), dict(mm), mm.get("zz"), list(mm.items()), "b" in mm, mm == {"b": 2, "c": 3}, mm.popitem(), list(mm.keys()), mm.clear(), len(mm))
class L(abc.MutableSequence):
    def __init__(self): self.l = []
    def __getitem__(self, i): return self.l[i]
    def __setitem__(self, i, v): self.l[i] = v
    def __delitem__(self, i): del self.l[i]
    def __len__(self): return len(self.l)
    def insert(self, i, v): self.l.insert(i, v)
l = L(); l.append(1); l.extend([2, 3]); l += [4]; l.reverse(); l.remove(2); print(list(l), l.pop(), l.index(3), l.count(4), 3 in l, list(reversed(l)))
try: abc.MutableSequence()
except TypeError as x: print(x)
