# Insertion order through deletes, reinserts, resizes and updates.
d = {}
for i in range(10): d[i * 7 % 10] = i
print(d)
del d[0], d[7]
d[0] = "again"
d[4] = "kept place"
print(list(d.items()))
for k in list(d):
    if k % 2: del d[k]
print(d)
d.update({1: 1, 2: "two", 3: 3})
print(d, d.popitem(), d.popitem(), d)
big = {i: i * i for i in range(2000)}
for i in range(0, 2000, 3): del big[i]
for i in range(0, 300, 3): big[i] = -i
print(len(big), list(big)[:5], list(big)[-5:], sum(big.values()), next(iter(big)), next(reversed(big)))
while len(big) > 5: big.popitem()
print(big)
e = {}
for _ in range(5):
    for c in "abcdefgh": e[c] = _
    for c in "aceg": del e[c]
print(e)
s = {"x": 1}
s["x"], s["y"] = s.pop("x"), 5
print(s)
f = {True: "t", 1: "one", 1.0: "float", 1 + 0j: "complex", False: 0, 0: "zero"}
print(f)
g = dict(b=1, a=2); g["b"] = 3; g = {"c": 0} | g | {"a": 9}
print(g, list(g.items())[::-1])
h = {k: None for k in "hello world"}
print("".join(h), len(h))
n = {}
for w in "the cat the dog a cat the end".split(): n[w] = n.get(w, 0) + 1
print(n, sorted(n.items(), key=lambda t: (-t[1], t[0])), max(n, key=n.get), {v: k for k, v in n.items()})
i = dict.fromkeys(range(20))
for k in range(19): del i[k]
i["new"] = 1
print(i, len(i), list(i.keys()))
j = {}
for r in range(50):
    j[r] = r
    if r >= 3: del j[r - 3]
print(j)
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o): return self.n == o.n
    def __repr__(self): return f"K{self.n}"
c = {K(i): i for i in range(12)}
for i in (3, 5, 7): del c[K(i)]
c[K(5)] = "back"
print(c, K(11) in c, K(3) in c, c[K(0)])
