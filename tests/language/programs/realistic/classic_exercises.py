# State machine, LRU cache over OrderedDict, trie, shortest paths, sieve, life, tables.
# cpp-like mini VM / state machine / event system / bank sims
import enum, random, dataclasses as dc, collections, itertools, functools, operator as op, sys, time, math, string
class State(enum.Enum):
    IDLE = enum.auto(); RUN = enum.auto(); DONE = enum.auto()
class Machine:
    T = {(State.IDLE, "start"): State.RUN, (State.RUN, "stop"): State.DONE}
    def __init__(self): self.s = State.IDLE; self.log = []; self.hooks = collections.defaultdict(list)
    def on(self, st):
        def d(f): self.hooks[st].append(f); return f
        return d
    def fire(self, ev):
        try: self.s = self.T[self.s, ev]
        except KeyError: raise RuntimeError(f"bad transition {self.s.name} --{ev}-->") from None
        for h in self.hooks[self.s]: h(self)
        self.log.append(self.s); return self
m = Machine()
@m.on(State.RUN)
def _(mm): print("running", mm.s, repr(mm.s), mm.s.value, f"{mm.s}", f"{mm.s!r:>20}")
m.fire("start").fire("stop"); print(m.log, State["DONE"], State(2), State.IDLE in m.log, [s.name for s in State], len(State))
try: m.fire("x")
except RuntimeError as e: print(e, e.__cause__, e.__suppress_context__)
class LRU(collections.OrderedDict):
    def __init__(self, n): super().__init__(); self.n = n
    def __getitem__(self, k): self.move_to_end(k); return super().__getitem__(k)
    def __setitem__(self, k, v):
        super().__setitem__(k, v); self.move_to_end(k)
        while len(self) > self.n: print("evict", self.popitem(last=False))
l = LRU(2); l["a"] = 1; l["b"] = 2; l["a"]; l["c"] = 3; print(l, list(l.items()), dict(l))
class Trie:
    def __init__(self): self.root = {}
    def add(self, w): functools.reduce(lambda n, c: n.setdefault(c, {}), w, self.root)["$"] = True
    def __contains__(self, w):
        n = self.root
        for c in w:
            if c not in n: return False
            n = n[c]
        return "$" in n
    def __iter__(self):
        def walk(n, p):
            for c, v in sorted(n.items()):
                if c == "$": yield p
                else: yield from walk(v, p + c)
        yield from walk(self.root, "")
t = Trie(); [t.add(w) for w in "car cat cart dog".split()]; print(list(t), "cat" in t, "ca" in t)
def dijkstra(g, s):
    import heapq
    d = {s: 0}; q = [(0, s)]
    while q:
        c, u = heapq.heappop(q)
        if c > d.get(u, math.inf): continue
        for v, w in g.get(u, {}).items():
            if (n := c + w) < d.get(v, math.inf): d[v] = n; heapq.heappush(q, (n, v))
    return d
print(dijkstra({"a": {"b": 1, "c": 4}, "b": {"c": 2, "d": 6}, "c": {"d": 3}}, "a"))
def sieve(n): s = bytearray([1]) * (n + 1); s[:2] = b"\0\0"; [s.__setitem__(slice(i * i, None, i), bytes(len(range(i * i, n + 1, i)))) for i in range(2, math.isqrt(n) + 1) if s[i]]; return [i for i, v in enumerate(s) if v]
print(sieve(50), sum(sieve(10000)))
def life(cells): 
    c = collections.Counter((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0))
    return {p for p, n in c.items() if n == 3 or (n == 2 and p in cells)}
g = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(4): g = life(g)
print(sorted(g))
def caesar(s, k): return s.translate(str.maketrans(string.ascii_letters, string.ascii_lowercase[k:] + string.ascii_lowercase[:k] + string.ascii_uppercase[k:] + string.ascii_uppercase[:k]))
print(caesar("Hello, World!", 3), caesar(caesar("abc", 5), 21), "".join(sorted("hello", reverse=True)), "racecar"[::-1], "a,b;c".replace(";", ",").split(","), "Hello World".swapcase(), "title case".title(), "x".zfill(5), "-5".zfill(4), "a\tb".expandtabs(4), "abc".partition("b"), "a.b.c".rsplit(".", 1), "  x ".strip(), "xxabcxx".strip("x"), "prefix_name".removeprefix("prefix_"), "ß".casefold(), "İ".lower(), "ﬁ".upper(), "1²".isdigit(), "½".isnumeric(), "a1".isalnum(), "".isspace(), "Ab".istitle(), "é".isascii(), "abc" < "abd", "%s %r %5.2f %-5d| %x %o %e %g %c %%" % ("s", "r", 3.14159, 42, 255, 8, 12345.678, 0.00001, "c"))
table = [("Name", "Qty", "Price"), ("Widget", 5, 3.5), ("Gizmo", 12, 10.25)]
w = [max(len(str(r[i])) for r in table) for i in range(3)]
for r in table: print(" | ".join(f"{c:<{w[i]}}" if isinstance(c, str) else f"{c:>{w[i]}}" for i, c in enumerate(r)))
print("=" * 20, "\n", *(f"{n:>4}|{n**2:<6}|{n/3:^8.3f}|{n:08b}|{n:#o}" for n in range(8, 11)), sep="\n")
print(functools.reduce(lambda a, b: (a[1], a[0] + a[1]), range(10), (0, 1)), [*map(op.add, [1, 2], [3, 4])], list(filter(None, [0, 1, "", "a"])), dict(zip("ab", itertools.count(1))), sorted({"b": 1, "a": 2}.items(), key=op.itemgetter(1), reverse=True), min("apple", "fig", key=len), any(x > 2 for x in [1, 2, 3]), all([]), sum([[1], [2]], []), list(range(10, 0, -3)), [i for i in range(20) if i % 2 if i % 3], {len(w): w for w in ["a", "bb", "cc"]}, [[0] * 3 for _ in range(2)], list(zip(*[[1, 2], [3, 4]])), divmod(17, 5), round(3.14159, 2), abs(-3), bin(5), hex(255), chr(97), ord("a"), eval("1+1"), hash(1), id(1) == id(1), callable(print), isinstance(True, int), type(1.0).__name__, [1, 2, 3][-1], "abc"[::-1], (1,) + (2,), {1, 2} ^ {2, 3}, 5 // -2, -5 % 3, 2 ** 10, 7 / 2, 1 < 2 < 3, not 1, 1 and 0 or 2, None is None, ... is Ellipsis)
