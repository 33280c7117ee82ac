import random
r = random.Random(42)
print([r.random() for _ in range(3)], [r.randint(1, 100) for _ in range(5)], r.uniform(1, 10), [r.choice("abcdef") for _ in range(5)], r.sample(range(100), 5), r.choices("xyz", k=5), r.choices([1, 2, 3], weights=[10, 1, 1], k=5), r.getrandbits(70), r.randrange(0, 1000, 7), r.randrange(10 ** 30), r.randbytes(4))
l = list(range(10)); r.shuffle(l); print(l, r.gauss(0, 1), r.normalvariate(0, 1), r.expovariate(1.5), r.betavariate(2, 3), r.triangular(0, 10, 3), r.lognormvariate(0, 1), r.vonmisesvariate(0, 4), r.gammavariate(2, 1), r.paretovariate(3), r.weibullvariate(1, 2), r.binomialvariate(10, 0.3))
st = r.getstate(); a = [r.random() for _ in range(2)]; r.setstate(st); print(a == [r.random() for _ in range(2)], st[0], len(st[1]))
for seed in (0, 1, -1, 2 ** 100, "text", b"bytes", 3.5, None if 0 else "é", bytearray(b"x")):
    print(repr(seed), random.Random(seed).random(), random.Random(seed).getrandbits(32))
random.seed(7); x = random.random(); random.seed(7); print(x == random.random(), random.Random(5).sample("abcde", 3), random.Random(5).sample([1, 2], counts=[3, 2], k=3), random.Random(1).choices(range(5), cum_weights=[1, 2, 3, 4, 5], k=3))
for f in (lambda: r.randint(5, 1), lambda: r.choice([]), lambda: r.sample([1], 2), lambda: r.randrange(5, 5), lambda: r.randrange(1.5), lambda: r.getrandbits(-1), lambda: r.choices([], k=1), lambda: r.sample({1, 2}, 1), lambda: r.shuffle((1, 2)), lambda: r.seed([]), lambda: random.Random([]), lambda: r.choices("ab", weights=[1]), lambda: r.choices("ab", weights=[0, 0]), lambda: r.randrange(0, 10, 0), lambda: r.setstate(5), lambda: r.sample("abc", -1), lambda: r.getrandbits("x"), lambda: r.getrandbits(0), lambda: r.binomialvariate(-1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class MyR(random.Random):
    def random(self): return 0.25
print(MyR().randint(1, 4), MyR().choice("abcd"), MyR().uniform(0, 100))
deck = [f"{v}{s}" for s in "SHDC" for v in "A23456789TJQK"]; random.Random(2024).shuffle(deck); print(deck[:10])
inside = sum(q.random() ** 2 + q.random() ** 2 <= 1 for q in [random.Random(3)] for _ in range(2000)); print(inside)
