import copy, pickle
class P:
    def __init__(self, x): self.x = x
    def __eq__(self, o): return type(self) is type(o) and self.__dict__ == o.__dict__
class S:
    __slots__ = ("a", "b")
    def __init__(self, a): self.a = a
class D(dict): pass
class L(list):
    def __init__(self, *a): super().__init__(*a); self.extra = [1]
class R:
    def __init__(self, n): self.n = n
    def __reduce__(self): return (R, (self.n + 1,))
class G:
    def __getstate__(self): return {"state": "custom"}
    def __setstate__(self, s): self.restored = s
class N(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    def __getnewargs__(self): return (self[0], self[1] + 100)
p = P([1, {"k": (2,)}]); p.me = p; p.also = p.x
c, d = copy.copy(p), copy.deepcopy(p)
print(c.x is p.x, c.me is p, d.x == p.x, d.x is not p.x, d.me is d, d.also is d.x)
l = [1, [2]]; l.append(l); m = copy.deepcopy(l); print(m[2] is m, m[1] is not l[1], copy.copy(l)[2] is l)
for v in (1, "s", (1, 2), None, len, P, 1.5, b"x", frozenset([1]), range(3), ..., True, type): print(copy.deepcopy(v) is v, end=" ")
print(copy.deepcopy((1, [2]))[1], copy.copy({1: [2]})[1], copy.deepcopy({1, (2, 3)}), type(copy.copy(D(a=1))).__name__, copy.deepcopy(L([1])).extra, copy.copy(R(5)).n, copy.deepcopy(G()).restored, copy.copy(N(1, 2)), copy.deepcopy([bytearray(b"x")])[0])
s = S([1]); t = copy.deepcopy(s); print(t.a, t.a is s.a, hasattr(t, "b"))
class C:
    def __copy__(self): return "copied"
    def __deepcopy__(self, memo): return ("deep", isinstance(memo, dict))
    def __replace__(self, **k): return k
print(copy.copy(C()), copy.deepcopy(C()), copy.deepcopy([C()]), copy.replace(C(), a=1))
for bad in (lambda: copy.copy((i for i in ())), lambda: copy.deepcopy(__import__("sys").stdin if 0 else iter(int, 1)), lambda: copy.replace(5, x=1), lambda: pickle.dumps(lambda: 0), lambda: pickle.loads(b"junk"), lambda: pickle.loads(b""), lambda: pickle.dumps((i for i in ())), lambda: pickle.loads(5), lambda: pickle.dumps(1, 99), lambda: pickle.dumps(type("Loc", (), {})())):
    try: print(type(bad()).__name__)
    except Exception as e: print(type(e).__name__, str(e).split(" at 0x")[0][:80])
for proto in range(6):
    vals = [p.x, 2 ** 70, -1, 1.5, "é😀" * 3, b"b\xff", (1,), (1, 2, 3, 4), [], {}, {1: {2}}, frozenset("a"), None, True, 1j, range(5), slice(1, 2), ..., NotImplemented, P(3), S(1).a, D(a=1), L([5]), N(1, 2), int, len, P, KeyError("k"), bytearray(b"x"), [[1] * 3] * 2]
    back = pickle.loads(pickle.dumps(vals, proto))
    print(proto, len(back), back[:9] == vals[:9], back[19] == P(3), back[22].extra, back[23], back[26] is P, back[27].args, back[-1], type(back[-2]).__name__)
sh = [[1], 0]; sh[1] = sh[0]; b = pickle.loads(pickle.dumps(sh)); print(b[0] is b[1]); r = []; r.append(r); q = pickle.loads(pickle.dumps(r)); print(q[0] is q, pickle.loads(pickle.dumps(G())).restored, pickle.loads(pickle.dumps(R(1))).n, pickle.DEFAULT_PROTOCOL, pickle.HIGHEST_PROTOCOL)
print(pickle.dumps([1, "a"], 0), pickle.dumps((True, None, 300), 2), len(pickle.dumps({"k": [1.5]}, 4)))
