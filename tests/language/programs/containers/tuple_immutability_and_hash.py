t = (1, [2], "x")
u = t
t += (3,)
print(t, u, t is u, t[1] is u[1]); u[1].append(9); print(t, u)
print(hash((1, "a")) == hash((1, "a")), {(1, 2): "v"}[1, 2], (1, 2) in {(1, 2), (3,)}, (1, 2.0) == (1.0, 2), hash((1, 2.0)) == hash((1.0, 2)), () == tuple(), (1,) * 3, (1, 2) + (3,), 2 in (1, 2), (1, 2, 1).count(1), (1, 2, 1).index(1, 1))
for bad in (lambda: hash(t), lambda: t.__setitem__(0, 1), lambda: exec("t[0] = 1"), lambda: exec("del t[0]"), lambda: t.append(1), lambda: (1,) + [2], lambda: (1,).index(5), lambda: (1, 2) < (1, "a"), lambda: t[10], lambda: t["a"], lambda: tuple(5), lambda: tuple(1, 2), lambda: {t: 1}):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
print(tuple("ab"), tuple({"k": 1}), tuple(x for x in range(2)), tuple([]), tuple(t) is t, t[:] is t, t[::-1], (t,), ((),), repr((1,)), str(()), (1, 2, 3)[-2:], (*t, 4)[-1], len(()), bool(()), max((1, 5, 2)), sorted((3, 1)), sum((1, 2)), tuple(reversed((1, 2))))
