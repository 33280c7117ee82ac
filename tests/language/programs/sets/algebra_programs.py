# Realistic set programs: graph components, sudoku check, anagram groups, sieve, power set, set laws.
edges = [(1, 2), (2, 3), (4, 5), (6, 6), (5, 7)]
def components(edges):
    comps = []
    for a, b in edges:
        hit = [c for c in comps if a in c or b in c]
        new = {a, b}.union(*hit)
        comps = [c for c in comps if c not in hit] + [new]
    return sorted(sorted(c) for c in comps)
print(components(edges))
def valid(board):
    rows = [set(r) for r in board]; cols = [set(c) for c in zip(*board)]
    boxes = [{board[r + i][c + j] for i in range(2) for j in range(2)} for r in (0, 2) for c in (0, 2)]
    return all(s == {1, 2, 3, 4} for s in rows + cols + boxes)
print(valid([[1, 2, 3, 4], [3, 4, 1, 2], [2, 1, 4, 3], [4, 3, 2, 1]]), valid([[1, 2, 3, 4]] * 4))
groups = {}
for w in "listen silent enlist google elbow below inlets cat act".split():
    groups.setdefault(frozenset(w), []).append(w)
print(sorted(groups.values()))
def sieve(n):
    comp = set()
    for i in range(2, n):
        if i not in comp: yield i; comp |= set(range(i * i, n, i))
print(list(sieve(50)))
def power(s):
    s = sorted(s); out = [frozenset()]
    for x in s: out += [t | {x} for t in out]
    return out
ps = power({1, 2, 3})
print(len(ps), sorted(map(sorted, ps)), all(a & b <= a <= a | b for a in ps for b in ps), all((a - b) | (a & b) == a for a in ps for b in ps), all(a ^ b == (a | b) - (a & b) for a in ps for b in ps), sum(a < b for a in ps for b in ps), sum(a.isdisjoint(b) for a in ps for b in ps))
perms = {"admin": {"read", "write", "delete"}, "editor": {"read", "write"}, "guest": {"read"}}
def check(role, *need): return "ok" if perms.get(role, set()) >= set(need) else f"missing {sorted(set(need) - perms.get(role, set()))}"
print(check("admin", "read", "delete"), check("guest", "write", "read"), check("nobody", "read"))
states = {frozenset({"q0"})}; todo = [frozenset({"q0"})]
nfa = {("q0", "a"): {"q0", "q1"}, ("q0", "b"): {"q0"}, ("q1", "b"): {"q2"}}
while todo:
    cur = todo.pop()
    for ch in "ab":
        nxt = frozenset().union(*(nfa.get((q, ch), set()) for q in cur))
        if nxt not in states: states.add(nxt); todo.append(nxt)
print(sorted(sorted(s) for s in states))
a = set(range(0, 1000, 2)); b = set(range(0, 1000, 3))
print(len(a | b), len(a & b), len(a - b), len(a ^ b), sum(a & b), a.isdisjoint(range(1, 1000, 2)), {x % 6 for x in a & b})
big = set(range(5000))
for x in range(0, 5000, 2): big.remove(x)
print(len(big), 4999 in big, 4998 in big, sum(big), len(big & set(range(100))), min(big), big == set(range(1, 5000, 2)))
