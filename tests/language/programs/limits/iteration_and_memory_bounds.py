# Long lazily consumed sequences cost nothing; early exits work.
import itertools
print(sum(1 for _ in range(200000)), next(x for x in range(10 ** 15) if x * x > 10 ** 12), 10 ** 14 in range(0, 10 ** 15, 7), any(x > 5 for x in itertools.count()), all(x < 10 for x in itertools.count()))
def numbers():
    n = 0
    while True: yield (n := n + 1)
g = numbers()
print([next(g) for _ in range(3)], next(itertools.islice(g, 50000, None)))
s = ""
for i in range(20000): s += "x"
print(len(s))
l = []
for i in range(30000): l.append(i)
while len(l) > 3: l.pop()
print(l)
d = {}
for i in range(30000): d[i] = i
for i in range(29990): del d[i]
print(d)
t = ()
for i in range(1500): t += (i,)
print(len(t), sum(t))
b = bytearray()
for i in range(50000): b.append(i & 255)
del b[10:]
print(b)
q = "abc" * 10000
print(q.count("ca"), q.replace("b", "")[:6], len(q.split("c")), q[::-3][:3], hash(q) == hash("abc" * 10000))
m = [[0] * 100 for _ in range(100)]
for i in range(100):
    for j in range(100): m[i][j] = i * j
print(sum(map(sum, m)), max(map(max, m)))
nested = []
for _ in range(200): nested = [nested]
print(str(nested).count("["), len(repr(nested)))
print(len(list(itertools.permutations(range(7)))), len(set(itertools.combinations(range(14), 7))), sum(1 for _ in itertools.product(range(10), repeat=4)))
x = 0
for i in range(100000):
    if i % 3 == 0: continue
    if i > 60000: break
    x ^= i
print(x)
