# Realistic: RPN calculator, matrix operations, flood fill, game of life, spiral, Pascal.
def rpn(expr):
    st = []
    for tok in expr.split():
        if tok in "+-*/":
            b, a = st.pop(), st.pop()
            st.append({"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else float("inf")}[tok])
        else:
            st.append(float(tok) if "." in tok else int(tok))
    return st
print(rpn("3 4 + 2 *"), rpn("5 1 2 + 4 * + 3 -"), rpn("1 0 /"), rpn("2.5 2"))
try: rpn("1 +")
except IndexError as e: print(e)
def transpose(m): return [list(r) for r in zip(*m)]
def mul(a, b): return [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a]
def det(m): return m[0][0] if len(m) == 1 else sum((-1) ** j * m[0][j] * det([r[:j] + r[j + 1:] for r in m[1:]]) for j in range(len(m)))
m = [[2, 0, 1], [1, 3, 2], [1, 1, 4]]
print(transpose(m), mul(m, m), det(m))
def rotate(m): return [list(r) for r in zip(*m[::-1])]
print(rotate([[1, 2], [3, 4]]), rotate(rotate([[1, 2, 3]])))
grid = [list(r) for r in ["..#..", ".##..", "#...#", "..##."]]
def fill(g, y, x, c):
    if not (0 <= y < len(g) and 0 <= x < len(g[0])) or g[y][x] != ".": return 0
    g[y][x] = c
    return 1 + sum(fill(g, y + dy, x + dx, c) for dy, dx in ((0, 1), (1, 0), (0, -1), (-1, 0)))
print([fill(grid, y, x, ch) for (y, x), ch in zip([(0, 0), (0, 3), (2, 1), (3, 4)], "abcd")], ["".join(r) for r in grid])
def life(cells):
    n = {}
    for y, x in cells:
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                if dy or dx: n[y + dy, x + dx] = n.get((y + dy, x + dx), 0) + 1
    return {c for c, k in n.items() if k == 3 or k == 2 and c in cells}
g = {(0, 1), (1, 2), (2, 0), (2, 1), (2, 2)}
for _ in range(4): g = life(g)
print(sorted(g))
def spiral(m): return m and list(m.pop(0)) + spiral([list(r) for r in zip(*m)][::-1])
print(spiral([[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]]))
row = [1]
for _ in range(8): print(*row); row = [a + b for a, b in zip([0] + row, row + [0])]
def lcs(a, b):
    t = [[""] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            t[i + 1][j + 1] = t[i][j] + x if x == y else max(t[i][j + 1], t[i + 1][j], key=len)
    return t[-1][-1]
print(lcs("AGGTAB", "GXTXAYB"), lcs("abc", ""), lcs("kitten", "sitting"))
