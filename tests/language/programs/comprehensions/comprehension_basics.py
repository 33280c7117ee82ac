print([x for x in range(5)], [x for x in range(10) if x % 2 if x > 4], {x % 3 for x in range(9)}, {k: v for k, v in zip("ab", [1, 2])})
print([(x, y) for x in range(3) for y in range(x)], [y for x in [[1], [2, 3]] for y in x], [[j * i for j in range(3)] for i in range(3)])
print([a + b for a, b in [(1, 2), (3, 4)]], [a for a, *_ in ["xyz", "pq"]], [c for (a, (b, c)) in [(1, (2, 3))]])
print({x: {y for y in range(x)} for x in range(3)}, [*(i for i in "ab")], [x if x else "zero" for x in (0, 1)], [x or None for x in (0, 5)])
m = [[1, 2, 3], [4, 5, 6]]
print([[r[i] for r in m] for i in range(3)], list(map(list, zip(*m))))
print([x for x in "hello" if x not in "aeiou"], [w[::-1] for w in "one two".split()], ["%d" % n for n in (1, 2)], [f"{n:02}" for n in (1, 2)])
print([lambda: i for i in range(2)][0](), [(lambda i=i: i)() for i in range(3)])
print([x for x in {1: "a", 2: "b"}], [x for x in {"k": 1}.items()], [x for x in iter("ab")], [i for i, in [(1,), (2,)]])
print({i: j for i in range(3) for j in range(2)}, sorted({str(i) for i in [1, 1.0, True]}), len({i for i in [1, 1.0, True]}))
print([x.y for x.y in [1, 2]] if False else "target may be an attribute", end=" ")
class T: pass
t = T()
print([t.v for t.v in range(3)], t.v)
d = {}
print([d["k"] * 2 for d["k"] in range(3)], d)
l = [0, 0]
print([sum(l) for l[0] in range(3)], l)
primes = [p for p in range(2, 40) if all(p % q for q in range(2, int(p ** .5) + 1))]
print(primes, [(a, b, c) for c in range(1, 20) for b in range(1, c) for a in range(1, b) if a * a + b * b == c * c])
print([x for x in [1, 2, 3] if x != 2 if x != 3], [1 for _ in []], [_ for _ in range(3)], sorted({c.lower() for c in "AaBb"}))
