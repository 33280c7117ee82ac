# Sorting: ints, floats, strings, tuples, by key, reversed, partly sorted, and a sort written in Python.
# loops: 5
def rows(n):
    seed = 42
    out = []
    for i in range(n):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        out.append((seed % 1000, 'name%d' % (seed % 5000), seed / 7.0))
    return out


def quick(items):
    if len(items) < 2:
        return items
    pivot = items[len(items) // 2]
    return (
        quick([x for x in items if x < pivot])
        + [x for x in items if x == pivot]
        + quick([x for x in items if x > pivot])
    )


def bench():
    data = rows(9000)
    by_name = sorted(data, key=lambda row: row[1])
    by_two = sorted(data, key=lambda row: (row[0], -row[2]))
    numbers = sorted(row[0] for row in data)
    floats = sorted((row[2] for row in data), reverse=True)
    texts = sorted(row[1] for row in data)
    texts.sort(key=len)
    whole = sorted(data)
    almost = numbers[:]
    almost[10], almost[-10] = almost[-10], almost[10]
    almost.sort()
    assert almost == numbers
    return by_name[7][1], by_two[-1][0], floats[3] > floats[4], len(texts[-1]), whole[0][0], quick([row[0] for row in data[:4000]])[5]
