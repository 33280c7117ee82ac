s = {3, 1, 2}
S = sorted
print(s.add(4), S(s), s.add(1), len(s), s.remove(4), s.discard(99), S(s), s.copy() == s, s.update([7], (8,), "9"), len(s), s.difference_update([7], {8}), s.discard("9"), S(s))
print(S(s.union([5], (6,))), S(s | {9}), S(s.intersection([1, 2, 99], {1})), S(s & {2, 3}), S(s.difference([1], [2])), S(s - {3}), S(s.symmetric_difference([1, 10])), S(s ^ {1, 10}))
print(s.issubset(range(10)), s <= {1, 2, 3}, s < {1, 2, 3}, s.issuperset([1]), s >= {1}, s > {1}, s.isdisjoint([4, 5]), s.isdisjoint([3]), s == {1, 2, 3}, s == frozenset([3, 2, 1]), s != [1, 2, 3], {1} < {2}, not {1} >= {2})
t = {1, 2, 3, 4}
t.intersection_update([2, 3, 4, 5], [3, 4]); print(S(t)); t.symmetric_difference_update([4, 5]); print(S(t)); t &= {5}; print(t); t |= {6}; print(S(t)); t -= {5}; print(t); t ^= {6, 7}; print(t); t.clear(); print(t, set(), frozenset(), {*()}, set("a"))
u = v = {1}
u |= {2}; print(v is u, S(v))
f = g = frozenset([1])
f |= {2}; print(f is g, S(f), type(f).__name__, type({1} | frozenset([2])).__name__, type(frozenset([1]) | {2}).__name__, type(frozenset([1]).union([2])).__name__)
print(len({1, 1.0, True}), {frozenset([1, 2]), frozenset([2, 1])} == {frozenset([1, 2])}, hash(frozenset([1, 2, 3])) == hash(frozenset([3, 2, 1])), frozenset([1]) in {frozenset([1])}, {1} in {frozenset([1])}, frozenset(f) is f, f.copy() is f, set(f) == f)
for fn in (lambda: s.remove(99), lambda: set().pop(), lambda: s.add([]), lambda: {[]}, lambda: {{1}}, lambda: hash(s), lambda: s | [1], lambda: s - [1], lambda: s & "a", lambda: s < [1], lambda: s.union(5), lambda: set(5), lambda: s[0], lambda: s + s, lambda: s * 2, lambda: frozenset().add(1), lambda: s.update(5), lambda: [] in s, lambda: s.issubset(5), lambda: set(1, 2), lambda: set(a=1), lambda: s.__contains__(), lambda: s.discard(), lambda: s.remove([1]), lambda: {1} in {1}, lambda: s.discard({}), lambda: frozenset(x=1), lambda: s.pop(1), lambda: set([[1]]), lambda: s ^ 5):
    try: print(fn())
    except (KeyError, TypeError, AttributeError) as e: print(type(e).__name__, e)
try: s |= [1]
except TypeError as e: print(e)
print(sum(s), max(s), min(s), S(s, reverse=True), any(s), all({0, 1}), len(s), bool(set()), S(set("hello")), {x for x in ()}, repr({1}), repr(frozenset({1})), repr(set()), repr(frozenset()), set([1]).__repr__(), {(1, 2)}, {None}, {"x"})
print(set[int], frozenset[str], s.__eq__(5), s.__or__([1]), s.__ror__({9}) == {1, 2, 3, 9}, s.__and__(5), set.__hash__, s.__class__, set().union(), S(set.union({1}, [2], {3})), S(set.intersection({1, 2}, {2}, [2])))
class Sub(set):
    def __repr__(self): return "Sub" + str(sorted(self))
print(Sub([1]) | {2}, Sub([1]).union([2]), type(Sub([1]).copy()).__name__, Sub("ba"), Sub([1]) == {1})
p = {1, 2, 3}
print(p.pop() in {1, 2, 3}, len(p))
