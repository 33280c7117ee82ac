# Collections of the young generations that find more than can be listed, large objects among them, and leave what lives.
import gc


class Node:
    pass


gc.collect()
gc.disable()
kept = [(*range(200), []) for i in range(2000)]
for generation in (0, 1, 2, 0):
    gc.collect()
    for i in range(120000):
        node = Node()
        node.itself = node
    del node
    for i in range(2000):
        row = (*range(150), [])
        row[-1].append(row)
    del row
    young = [(*range(200), [i]) for i in range(500)]
    found = gc.collect(generation)
    print(generation, found if generation != 1 else "", found + gc.collect())
    print(len(kept), sum(len(row) for row in kept), sum(row[-1][0] for row in young))

# A row that is large goes through the generations as everything does.
rows = []
for i in range(6):
    row = (*range(100), [])
    row[-1].append(row)
    rows.append(row)
    gc.collect(i % 3)
del row
rows = [id(row) for row in rows]
print(gc.collect(), gc.collect())
