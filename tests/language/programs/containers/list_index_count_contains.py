l = [1, 2.0, "a", None, [1], 1, True, float("nan")]
print(l.index(1), l.index(True), l.index(2), l.index([1]), l.index(1, 1), l.index(None, -5), l.count(1), l.count(1.0), l.count([1]), l.count("z"), 2 in l, "a" in l, [1] in l, [2] in l, None in l, l[-1] in l)
for bad in (lambda: l.index("z"), lambda: l.index(1, 6, 6), lambda: l.index(1, -1), lambda: l.index(), lambda: l.index(1, "a"), lambda: l.count(), lambda: l.index(1, 0, 0), lambda: l.index(x=1)):
    try: print(bad())
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
class Raises:
    def __eq__(self, o): raise RuntimeError("no compare")
for f in (lambda: [Raises()].index(1), lambda: 1 in [Raises()], lambda: [Raises()].count(1), lambda: [Raises()].remove(1), lambda: [Raises()] == [1]):
    try: f()
    except RuntimeError as e: print(e)
r = Raises(); print([r].index(r), r in [r], [r].count(r), [r] == [r])
