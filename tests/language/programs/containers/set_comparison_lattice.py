sets = [set(), {1}, {2}, {1, 2}, {1, 2, 3}, frozenset([1, 2]), {"a"}, {1.0, 2.0}]
for a in sets: print(sorted(a, key=str), [("<" if a < b else "") + ("=" if a == b else "") + (">" if a > b else "") + ("d" if a.isdisjoint(b) else "") for b in sets])
print(sum(a <= b for a in sets for b in sets), sum(a < b or a > b or a == b for a in sets for b in sets), {1, 2} == frozenset({2, 1}), hash(frozenset({1, 2})) == hash(frozenset([2, 1, 1])), {frozenset(): 1}[frozenset()], {1} != [1], {1} == {True} == {1.0})
x = {1, 2}
x |= {3}; print(sorted(x)); x &= {2, 3, 4}; print(sorted(x)); x ^= {3, 5}; print(sorted(x)); x -= {5}; print(x)
for op in ("|", "&", "-", "^"):
    for o in ([1], (1,), "1", {1: 1}.keys(), 5):
        try: print(op, type(o).__name__, eval(f"x {op} o"))
        except TypeError as e: print(e)
for op in ("|=", "&=", "-=", "^="):
    y = {1}
    try: exec(f"y {op} [1]")
    except TypeError as e: print(e)
