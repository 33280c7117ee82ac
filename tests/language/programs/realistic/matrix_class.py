# Fractions by hand and a matrix class with every operator.
from math import gcd
class Q:
    __slots__ = ("n", "d")
    def __init__(self, n, d=1):
        if d == 0: raise ZeroDivisionError("Q with zero denominator")
        g = gcd(n, d) * (1 if d > 0 else -1)
        self.n, self.d = n // g, d // g
    def __repr__(self): return f"{self.n}/{self.d}" if self.d != 1 else str(self.n)
    @staticmethod
    def of(x): return x if isinstance(x, Q) else Q(x) if isinstance(x, int) else NotImplemented
    def _op(f):
        def fwd(self, o):
            o = Q.of(o)
            return f(self, o) if isinstance(o, Q) else NotImplemented
        def rev(self, o):
            o = Q.of(o)
            return f(o, self) if isinstance(o, Q) else NotImplemented
        return fwd, rev
    __add__, __radd__ = _op(lambda a, b: Q(a.n * b.d + b.n * a.d, a.d * b.d))
    __sub__, __rsub__ = _op(lambda a, b: Q(a.n * b.d - b.n * a.d, a.d * b.d))
    __mul__, __rmul__ = _op(lambda a, b: Q(a.n * b.n, a.d * b.d))
    __truediv__, __rtruediv__ = _op(lambda a, b: Q(a.n * b.d, a.d * b.n))
    __eq__ = _op(lambda a, b: (a.n, a.d) == (b.n, b.d))[0]
    __lt__ = _op(lambda a, b: a.n * b.d < b.n * a.d)[0]
    __gt__ = _op(lambda a, b: b < a)[0]
    def __neg__(self): return Q(-self.n, self.d)
    def __bool__(self): return self.n != 0
    def __hash__(self): return hash((self.n, self.d)) if self.d != 1 else hash(self.n)
class M:
    def __init__(self, rows): self.r = [[Q.of(x) for x in row] for row in rows]
    def __repr__(self): return "[" + "; ".join(" ".join(map(repr, r)) for r in self.r) + "]"
    def __matmul__(self, o): return M([[sum((a * b for a, b in zip(r, c)), Q(0)) for c in zip(*o.r)] for r in self.r])
    def __mul__(self, k): return M([[x * k for x in r] for r in self.r])
    __rmul__ = __mul__
    def __add__(self, o): return M([[a + b for a, b in zip(r, s)] for r, s in zip(self.r, o.r)])
    def __getitem__(self, ij): return self.r[ij[0]][ij[1]]
    def __eq__(self, o): return self.r == o.r
    def __pow__(self, n):
        if n < 0: return self.inv() ** -n
        out, b = M.eye(len(self.r)), self
        while n: out, b, n = out @ b if n & 1 else out, b @ b, n >> 1
        return out
    @classmethod
    def eye(cls, n): return cls([[int(i == j) for j in range(n)] for i in range(n)])
    def inv(self):
        n = len(self.r); a = [r[:] + e for r, e in zip(self.r, M.eye(n).r)]
        for i in range(n):
            p = next((k for k in range(i, n) if a[k][i]), None)
            if p is None: raise ValueError("singular")
            a[i], a[p] = a[p], a[i]
            a[i] = [x / a[i][i] for x in a[i]]
            for k in range(n):
                if k != i and a[k][i]: a[k] = [x - a[k][i] * y for x, y in zip(a[k], a[i])]
        return M([r[n:] for r in a])
a = M([[2, 1], [5, 3]]); h = M([[Q(1, i + j + 1) for j in range(3)] for i in range(3)])
print(a.inv(), a @ a.inv() == M.eye(2), a ** 5, a ** -2, 2 * a + a * Q(1, 2), h.inv(), h @ h ** -1, a[0, 1], M([[1, 1], [1, 0]]) ** 30)
for f in (lambda: M([[1, 2], [2, 4]]).inv(), lambda: Q(1, 0), lambda: Q(1) + 1.5, lambda: 1.5 - Q(1), lambda: Q(1) < "a"):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(sum([Q(1, 2), Q(1, 3), Q(1, 6)]), sorted([Q(1, 2), Q(1, 3), 0]), Q(4, 2) == 2, {Q(2): "two"}[2], 3 - Q(1, 2), 1 / Q(-2, 3))
