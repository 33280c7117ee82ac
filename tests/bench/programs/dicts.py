# Dicts: counting, grouping, memo tables, iteration, deletion, shortest paths in a grid.
# loops: 16
def neighbours(node):
    x, y = node
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        yield x + dx, y + dy


def flood(size):
    distance = {(0, 0): 0}
    frontier = [(0, 0)]
    while frontier:
        following = []
        for node in frontier:
            d = distance[node] + 1
            for other in neighbours(node):
                x, y = other
                if 0 <= x < size and 0 <= y < size and (x * 7 + y * 3) % 5 and other not in distance:
                    distance[other] = d
                    following.append(other)
        frontier = following
    return len(distance), max(distance.values())


def bench():
    counts = {}
    for i in range(60000):
        key = (i * 2654435761) % 1009
        counts[key] = counts.get(key, 0) + 1
    groups = {}
    for key, count in counts.items():
        groups.setdefault(count % 7, []).append(key)
    for key in list(counts):
        if key % 3 == 0:
            del counts[key]
    merged = {**counts, **{str(k): v for k, v in counts.items()}}
    return len(counts), sorted(len(v) for v in groups.values()), len(merged), flood(90)
