# Realistic: inverted index, LRU cache, trie, graph search, deep merge, memo table.
docs = {1: "the quick brown fox", 2: "the lazy dog", 3: "quick quick dog"}
index = {}
for i, text in docs.items():
    for pos, w in enumerate(text.split()):
        index.setdefault(w, {}).setdefault(i, []).append(pos)
print(index["quick"], sorted(index), {w: len(p) for w, p in index.items() if len(p) > 1})
def search(*words): return sorted(set.intersection(*(set(index.get(w, ())) for w in words)))
print(search("quick"), search("quick", "dog"), search("the", "nope"))
class LRU:
    def __init__(self, n): self.n, self.d, self.hits = n, {}, 0
    def get(self, k, make):
        if k in self.d:
            self.hits += 1
            self.d[k] = self.d.pop(k)
        else:
            if len(self.d) >= self.n: del self.d[next(iter(self.d))]
            self.d[k] = make(k)
        return self.d[k]
c = LRU(3)
print([c.get(k, str.upper) for k in "abcadbea"], c.hits, list(c.d))
trie = {}
for w in "tea ten to inn i in".split():
    n = trie
    for ch in w: n = n.setdefault(ch, {})
    n["$"] = w
def walk(n, pre=""):
    for k, v in sorted(n.items()):
        if k == "$": yield v
        else: yield from walk(v, pre + k)
print(list(walk(trie)), list(walk(trie["t"]["e"])), len(str(trie)))
graph = {"A": {"B": 7, "C": 3}, "B": {"D": 2}, "C": {"B": 1, "D": 8}, "D": {}}
def dijkstra(g, s):
    dist, todo, prev = {s: 0}, {s: 0}, {}
    while todo:
        u = min(todo, key=todo.get); todo.pop(u)
        for v, w in g[u].items():
            if dist[u] + w < dist.get(v, float("inf")):
                dist[v] = todo[v] = dist[u] + w; prev[v] = u
    return dist, prev
print(dijkstra(graph, "A"))
def merge(a, b):
    return {k: merge(a[k], b[k]) if isinstance(a.get(k), dict) and isinstance(b.get(k), dict) else b.get(k, a.get(k)) for k in a | b}
print(merge({"x": {"y": 1, "z": 2}, "l": [1]}, {"x": {"z": 3, "w": 4}, "l": [2], "n": None}))
def topo(deps):
    seen, out = {}, []
    def visit(n, path):
        if seen.get(n) == 1: raise ValueError("cycle: " + " > ".join(path + [n]))
        if n in seen: return
        seen[n] = 1
        for m in deps.get(n, ()): visit(m, path + [n])
        seen[n] = 2; out.append(n)
    for n in deps: visit(n, [])
    return out
print(topo({"app": ["lib", "log"], "lib": ["core"], "log": ["core"], "core": []}))
try: topo({"a": ["b"], "b": ["c"], "c": ["a"]})
except ValueError as e: print(e)
vending = {25: 4, 10: 5, 5: 2, 1: 10}
def change(n, coins=tuple(vending.items())):
    if n == 0: return {}
    if not coins: return None
    (c, k), rest = coins[0], coins[1:]
    for take in range(min(n // c, k), -1, -1):
        if (r := change(n - take * c, rest)) is not None: return ({c: take} if take else {}) | r
print(change(67), change(1000), change(3), change(30))
