def consume(it):
    for x in it:
        yield x
        for y in it:
            yield -y
            break
src = iter(range(7))
print(list(consume(src)))
shared = iter("abcdef")
print([(a, b) for a, b in zip(shared, shared)], next(shared, "empty"))
g = (x for x in [1, 2, 3, 4])
print(2 in g, list(g), 4 in g)
h = (x for x in range(10))
print(sum(h), sum(h), max(h, default="none"))
i = iter([1, 2, 3])
a, b = next(i), list(i)
print(a, b, [*i])
m = map(str, i2 := iter([1, 2, 3]))
next(m)
print(list(i2), list(m))
