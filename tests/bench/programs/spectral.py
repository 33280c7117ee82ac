# Spectral norm: a small function called for every element, sums over generators.
# loops: 7
def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def times(v):
    n = range(len(v))
    return [sum(element(i, j) * v[j] for j in n) for i in n]


def times_transposed(v):
    n = range(len(v))
    return [sum(element(j, i) * v[j] for j in n) for i in n]


def bench():
    u = [1.0] * 60
    for _ in range(8):
        v = times_transposed(times(u))
        u = times_transposed(times(v))
    top = sum(a * b for a, b in zip(u, v))
    bottom = sum(b * b for b in v)
    return round((top / bottom) ** 0.5, 6)
