# List, set and dict comprehensions, nested and filtered; zip, enumerate, slices, unpacking.
# loops: 20
def bench():
    total = 0
    for k in range(1, 13):
        squares = [i * i for i in range(3000)]
        odd = [x for x in squares if x % 2]
        pairs = [(i, j) for i in range(40) for j in range(40) if (i + j) % k == 0]
        table = {x: y for x, y in zip(odd, squares)}
        residues = {x % 97 for x in squares}
        flat = [c for row in [[a, b] for a, b in pairs] for c in row]
        total += len(table) + len(residues) + sum(flat) + sum(squares[::k])
        first, *middle, last = odd
        total += first + len(middle) + last
        total += sum(i * x for i, x in enumerate(squares[:500]))
    return total
