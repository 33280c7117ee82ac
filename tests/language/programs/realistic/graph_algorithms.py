# BFS, DFS, topological order, strongly connected components, union find, A*, max flow.
from collections import deque, defaultdict
import heapq
g = {"a": "bc", "b": "d", "c": "de", "d": "f", "e": "f", "f": ""}
def bfs(g, s):
    seen, q = {s: None}, deque([s])
    while q:
        for v in g[u := q.popleft()]:
            if v not in seen: seen[v] = u; q.append(v)
    return seen
def path(seen, t):
    out = []
    while t is not None: out.append(t); t = seen[t]
    return out[::-1]
print(path(bfs(g, "a"), "f"), list(bfs(g, "a")))
def paths(g, s, t): return [[s]] if s == t else [[s] + p for v in g[s] for p in paths(g, v, t)]
print(paths(g, "a", "f"))
def scc(g):
    idx, low, st, on, out, n = {}, {}, [], set(), [], iter(range(99))
    def go(v):
        idx[v] = low[v] = next(n); st.append(v); on.add(v)
        for w in g[v]:
            if w not in idx: go(w); low[v] = min(low[v], low[w])
            elif w in on: low[v] = min(low[v], idx[w])
        if low[v] == idx[v]:
            comp = []
            while True:
                w = st.pop(); on.discard(w); comp.append(w)
                if w == v: break
            out.append(sorted(comp))
    for v in g:
        if v not in idx: go(v)
    return out
print(scc({1: [2], 2: [3], 3: [1, 4], 4: [5], 5: [4], 6: [6, 5]}))
class DSU:
    def __init__(self): self.p = {}
    def find(self, x):
        self.p.setdefault(x, x)
        while self.p[x] != x: self.p[x] = x = self.p[self.p[x]]
        return x
    def union(self, a, b):
        a, b = self.find(a), self.find(b); self.p[a] = b; return a != b
edges = [(7, "a", "b"), (5, "b", "c"), (8, "a", "c"), (9, "b", "d"), (7, "b", "e"), (5, "c", "e"), (15, "d", "e"), (6, "d", "f"), (8, "e", "f"), (9, "e", "g"), (11, "f", "g")]
d = DSU(); mst = [e for e in sorted(edges) if d.union(*e[1:])]
print(mst, sum(w for w, *_ in mst))
maze = ["S.#.....", ".##.###.", "....#...", ".##...#E"]
def astar(m):
    pos = {c: (y, x) for y, r in enumerate(m) for x, c in enumerate(r)}; s, e = pos["S"], pos["E"]
    h = lambda p: abs(p[0] - e[0]) + abs(p[1] - e[1])
    q, best = [(h(s), 0, s, "")], {s: 0}
    while q:
        _, n, p, way = heapq.heappop(q)
        if p == e: return n, way
        for dy, dx, c in ((0, 1, "R"), (1, 0, "D"), (0, -1, "L"), (-1, 0, "U")):
            y, x = t = p[0] + dy, p[1] + dx
            if 0 <= y < len(m) and 0 <= x < len(m[0]) and m[y][x] != "#" and n + 1 < best.get(t, 1e9):
                best[t] = n + 1; heapq.heappush(q, (n + 1 + h(t), n + 1, t, way + c))
print(astar(maze))
def maxflow(cap, s, t):
    flow, r = 0, defaultdict(lambda: defaultdict(int))
    for u in cap:
        for v, c in cap[u].items(): r[u][v] += c
    while True:
        par, q = {s: None}, deque([s])
        while q and t not in par:
            u = q.popleft()
            for v, c in list(r[u].items()):
                if c > 0 and v not in par: par[v] = u; q.append(v)
        if t not in par: return flow
        v, aug = t, float("inf")
        while (u := par[v]) is not None: aug = min(aug, r[u][v]); v = u
        v = t
        while (u := par[v]) is not None: r[u][v] -= aug; r[v][u] += aug; v = u
        flow += aug
print(maxflow({"s": {"a": 10, "b": 5}, "a": {"b": 15, "t": 5}, "b": {"t": 10}}, "s", "t"))
