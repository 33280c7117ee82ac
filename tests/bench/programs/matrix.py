# Matrix products and Gaussian elimination over lists of lists.
# loops: 5
def multiply(a, b):
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def multiply_indexed(a, b):
    n, m, k = len(a), len(b[0]), len(b)
    out = [[0.0] * m for _ in range(n)]
    for i in range(n):
        row = a[i]
        for j in range(m):
            total = 0.0
            for l in range(k):
                total += row[l] * b[l][j]
            out[i][j] = total
    return out


def determinant(matrix):
    m = [row[:] for row in matrix]
    result = 1.0
    for i in range(len(m)):
        pivot = max(range(i, len(m)), key=lambda r: abs(m[r][i]))
        if pivot != i:
            m[i], m[pivot] = m[pivot], m[i]
            result = -result
        result *= m[i][i]
        for r in range(i + 1, len(m)):
            factor = m[r][i] / m[i][i]
            for c in range(i, len(m)):
                m[r][c] -= factor * m[i][c]
    return result


def bench():
    n = 60
    a = [[((i * 7 + j * 13) % 17) / 4.0 + (i == j) * 9 for j in range(n)] for i in range(n)]
    b = multiply(a, a)
    c = multiply_indexed(b, a)
    return '%.6e' % determinant(a), round(c[3][5], 3)
