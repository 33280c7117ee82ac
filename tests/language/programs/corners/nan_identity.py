# Two different NaN objects in containers: identity is what makes a NaN equal to itself.
x, y = float("nan"), float("nan")
print(x is y, x is x, [x] == [y], [x] == [x], x in [y], (x,) == (y,), {x} == {y})
d = {x: "x", y: "y"}
print(len(d), d[x], d[y], float("nan") in d, d == {x: "x", y: "y"}, len({x, y, x}))
print([x, y].index(y), [x, y].count(x), float("nan") in [float("nan")], hash(x) == hash(x))
inf = float("inf")
print([inf - inf] == [inf - inf], (inf * 0,) == (inf * 0,), max([x, 1]) is x, min([1, x]))
