# Life on a torus and on an infinite grid, pattern detection, text rendering.
from collections import Counter
def step(cells, size=None):
    n = Counter(((x + dx) % size if size else x + dx, (y + dy) % size if size else y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy)
    return frozenset(c for c, k in n.items() if k == 3 or k == 2 and c in cells)
def parse(s): return frozenset((x, y) for y, row in enumerate(s.split("/")) for x, c in enumerate(row) if c == "#")
def show(cells):
    if not cells: return "(dead)"
    xs, ys = zip(*cells)
    return "/".join("".join(".#"[(x, y) in cells] for x in range(min(xs), max(xs) + 1)) for y in range(min(ys), max(ys) + 1))
def norm(cells):
    mx, my = (min(c[i] for c in cells) for i in (0, 1))
    return frozenset((x - mx, y - my) for x, y in cells)
def classify(cells, limit=60):
    seen, shapes = {cells: 0}, {norm(cells): 0}
    for i in range(1, limit):
        cells = step(cells)
        if not cells: return f"dies at {i}"
        if cells in seen: return f"{'still' if i - seen[cells] == 1 else f'period {i - seen[cells]}'} from {seen[cells]}"
        if (s := norm(cells)) in shapes: return f"spaceship period {i - shapes[s]}"
        seen[cells] = i; shapes[s] = i
    return f"alive after {limit} with {len(cells)}"
for name, p in dict(block="##/##", blinker="###", glider=".#./..#/###", toad=".###/###.", beehive=".##./#..#/.##.", dot="#", rpent=".##/##./.#.", lwss=".#..#/#..../#...#/####.", diehard="......#./##....../.#...###", tee="###/.#.").items():
    c = parse(p); print(f"{name:<8}", show(c), classify(c), show(step(c)))
g = parse(".#./..#/###")
for _ in range(4 * 8): g = step(g, 8)
print(show(g), g == parse(".#./..#/###"), len(step(parse("#####"))), [len(c) for c in [parse("####")]])
hist, c = [], parse(".##/##./.#.")
for _ in range(25): hist.append(len(c)); c = step(c)
print(hist, max(hist))
