a = [1, [2, 3]]
b = a; c = a[:]; d = a.copy(); e = list(a); f = [*a]; g = a * 1; h = a + []
print([x is a for x in (b, c, d, e, f, g, h)], [x == a for x in (b, c, d, e, f, g, h)], c[1] is a[1])
c[1].append(4); c.append(5); print(a, c, b is a, a != c)
for x, y in [([], []), ([1], [1.0]), ([1, 2], [1, 3]), ([1, 2], [1]), ([], [0]), ([[1]], [[1, 0]]), (["a"], ["b"]), ([1, "a"], [2, None]), ([True], [1])]:
    print(x, y, x < y, x <= y, x == y, x > y, x >= y, x != y)
for bad in (lambda: [1] < ["a"], lambda: [1] < (1,), lambda: [1] + (2,), lambda: [1] * "a", lambda: hash([]), lambda: [1] - [1], lambda: [1]["0"], lambda: [None] < [None, 1] or [None] < [1], lambda: [1] * 1.5):
    try: print(bad())
    except TypeError as e: print(e)
print([] == (), [1] == {1}, [nan := float("nan")] == [nan], [1, 2].__eq__((1, 2)), [1] is [1], id(a) == id(b))
