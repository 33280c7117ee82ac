# Conway's life on a torus: nested lists with index arithmetic, and sets of tuples.
# loops: 31
def step_lists(grid):
    n, m = len(grid), len(grid[0])
    out = []
    for i in range(n):
        above, here, below = grid[i - 1], grid[i], grid[(i + 1) % n]
        row = []
        for j in range(m):
            right = (j + 1) % m
            count = (
                above[j - 1] + above[j] + above[right] + here[j - 1] + here[right]
                + below[j - 1] + below[j] + below[right]
            )
            row.append(1 if count == 3 or count == 2 and here[j] else 0)
        out.append(row)
    return out


def step_sets(alive):
    counts = {}
    for x, y in alive:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    cell = x + dx, y + dy
                    counts[cell] = counts.get(cell, 0) + 1
    return {cell for cell, count in counts.items() if count == 3 or count == 2 and cell in alive}


def bench():
    grid = [[(i * 7 + j * 13 + i * j) % 5 < 2 for j in range(40)] for i in range(40)]
    for _ in range(8):
        grid = step_lists(grid)
    alive = {(0, 1), (1, 2), (2, 0), (2, 1), (2, 2), (10, 10), (10, 11), (10, 12), (11, 11)}
    for _ in range(30):
        alive = step_sets(alive)
    return sum(map(sum, grid)), len(alive)
