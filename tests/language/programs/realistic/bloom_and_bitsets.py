# Bit sets on ints, a bloom filter, sudoku by bitmasks.
class Bits:
    def __init__(self, it=()):
        self.v = 0
        for i in it: self.v |= 1 << i
    def __contains__(self, i): return self.v >> i & 1 == 1
    def __iter__(self):
        v = self.v
        while v:
            low = v & -v
            yield low.bit_length() - 1
            v ^= low
    def __len__(self): return self.v.bit_count()
    def _new(self, v): b = Bits(); b.v = v; return b
    def __or__(self, o): return self._new(self.v | o.v)
    def __and__(self, o): return self._new(self.v & o.v)
    def __sub__(self, o): return self._new(self.v & ~o.v)
    def __xor__(self, o): return self._new(self.v ^ o.v)
    def __le__(self, o): return self.v & ~o.v == 0
    def __repr__(self): return f"Bits({list(self)})"
a, b = Bits([1, 3, 200]), Bits([3, 4])
print(a | b, a & b, a - b, a ^ b, len(a), 200 in a, 199 in a, (a & b) <= a, max(a))
class Bloom:
    def __init__(self, m, k): self.m, self.k, self.bits = m, k, 0
    def _h(self, s):
        h1 = h2 = 5381
        for c in s.encode(): h1, h2 = (h1 * 33 ^ c) & 0xFFFFFFFF, (h2 * 31 + c) & 0xFFFFFFFF
        return [(h1 + i * h2) % self.m for i in range(self.k)]
    def add(self, s):
        for i in self._h(s): self.bits |= 1 << i
    def __contains__(self, s): return all(self.bits >> i & 1 for i in self._h(s))
bl = Bloom(512, 4)
for w in "alpha beta gamma delta".split(): bl.add(w)
print([w in bl for w in ("alpha", "delta", "omega", "zeta")], bl.bits.bit_count(), bl._h("x"))
def solve(grid):
    full = 0b1111111110; rows, cols, boxes = [0] * 9, [0] * 9, [0] * 9; empty = []
    cells = [int(c) if c.isdigit() else 0 for c in grid]
    for i, v in enumerate(cells):
        if v: rows[i // 9] |= 1 << v; cols[i % 9] |= 1 << v; boxes[i // 27 * 3 + i % 9 // 3] |= 1 << v
        else: empty.append(i)
    def go():
        if not empty: return True
        i = min(empty, key=lambda i: (full & ~(rows[i // 9] | cols[i % 9] | boxes[i // 27 * 3 + i % 9 // 3])).bit_count())
        empty.remove(i); r, c, x = i // 9, i % 9, i // 27 * 3 + i % 9 // 3
        free = full & ~(rows[r] | cols[c] | boxes[x])
        while free:
            bit = free & -free; free ^= bit; cells[i] = bit.bit_length() - 1
            rows[r] |= bit; cols[c] |= bit; boxes[x] |= bit
            if go(): return True
            rows[r] ^= bit; cols[c] ^= bit; boxes[x] ^= bit
        empty.append(i); return False
    return "".join(map(str, cells)) if go() else None
s = solve("53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79")
print(*[s[i:i + 9] for i in range(0, 81, 9)], sep="\n")
print(len(list(Bits(range(0, 1000, 7)))), Bits(range(64)).v == 2 ** 64 - 1)
