r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], r[2:4], r[::-1], r[::2], r.start, r.stop, r.step, 5 in r, 6 in r, 5.0 in r, "a" in r, r.index(8), r.count(8), r.count(7), list(reversed(r)), bool(range(0)), range(5), range(0, -5, -2))
print(range(3) == range(0, 3, 1), range(0) == range(2, 2) == range(5, 1), range(1, 2) == range(1, 3, 2), range(0, 3, 2) == range(0, 4, 2), hash(range(3)) == hash(range(0, 3)), range(3) == [0, 1, 2], range(1, 10)[2:][1:3], range(10)[-3:], range(10)[8:2:-2], range(10)[100:], range(5, 0, -1)[::-1])
for args in [(), (1, 2, 3, 4), (1, 2, 0), ("a",), (1.0,), (None,), (1, 2, "x"), ([],)]:
    try: print(range(*args))
    except (TypeError, ValueError) as e: print(args, e)
for f in (lambda: r[10], lambda: r[-10], lambda: r["a"], lambda: r[1.0], lambda: r.index(9), lambda: r.index("a"), lambda: r + r, lambda: setattr(r, "start", 1), lambda: r.__setitem__(0, 1), lambda: range(3) < range(4), lambda: r[::0], lambda: range(start=1), lambda: r * 2):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
big = range(10 ** 20, 10 ** 20 + 10, 3)
print(big, list(big), big[1], 10 ** 20 + 3 in big, big.index(10 ** 20 + 6), len(big), big[-1], list(big[::-1]), list(reversed(big)), range(-10 ** 20, 10 ** 20, 10 ** 19)[-1], range(0, 10 ** 20)[5:7])
it = iter(range(5)); next(it)
print(it.__length_hint__(), list(it), it.__length_hint__(), type(it).__name__, type(iter(big)).__name__)
class I:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
print(range(I(2), I(6)), list(range(I(3))), range(True), range(10)[I(3)], I(3) in range(5))
class E(int):
    def __eq__(self, o): return o == 3
    __hash__ = int.__hash__
print(E(100) in range(5), range(5).count(E(1)), range(5).index(E(7)) if E(7) in range(5) else "no")
import copy, pickle
print(copy.copy(r) == r, pickle.loads(pickle.dumps(r)) == r, [x for x in range(3) for _ in range(x)], sum(range(101)), max(range(5, 0, -1)), list(zip(range(3), range(9, 0, -4))), *range(0, -3, -1))
