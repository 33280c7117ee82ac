a, b = {1, 2, 3, 4}, {3, 4, 5}
f = frozenset(b)
for m in ("union", "intersection", "difference", "symmetric_difference"):
    print(m, sorted(getattr(a, m)(b)), sorted(getattr(a, m)([9, 1])), sorted(getattr(f, m)(a)), type(getattr(f, m)(a)).__name__, sorted(getattr(a, m)(range(3))))
for m in ("issubset", "issuperset", "isdisjoint"): print(m, [getattr(a, m)(x) for x in (b, {1, 2}, set(), a, [1], range(10), frozenset())])
for m in ("update", "intersection_update", "difference_update", "symmetric_difference_update"):
    c = set(a); print(m, getattr(c, m)(b), sorted(c), getattr(c, m)([]), sorted(c))
print(sorted(a.union()), sorted(a.union(b, [7], "x" if 0 else [8])), sorted(a.intersection(b, [3])), sorted(a.difference([1], (2,))), sorted(set().union(*[[1], [2]])), sorted(a | f), sorted(f | a), type(a | f).__name__, type(f | a).__name__)
c = set(a); c.update([10], (11,)); c.add(12); c.discard(99); c.remove(1); print(sorted(c), c.pop() in a | {10, 11, 12}, len(c), c.clear(), c)
for bad in (lambda: a.remove(99), lambda: set().pop(), lambda: a.add([]), lambda: a.union(5), lambda: a.symmetric_difference(b, b), lambda: a.issubset(5), lambda: a | [1], lambda: [1] | a, lambda: f.add(1), lambda: a < [1], lambda: a.discard(), lambda: a.update(1), lambda: hash(a), lambda: {a}, lambda: a & None, lambda: set(1, 2), lambda: frozenset(5)):
    try: print(bad())
    except (KeyError, TypeError, AttributeError) as e: print(type(e).__name__, e)
