# Cells made by comprehension variables, at several levels.
fs = [[lambda: (i, j) for j in range(2)] for i in range(2)]
print([[f() for f in row] for row in fs])
gs = [[(lambda i=i, j=j: (i, j)) for j in range(2)] for i in range(2)]
print([[f() for f in row] for row in gs])
def make(n):
    return {k: [lambda x: x + k + n + m for m in range(2)] for k in range(2)}
r = make(100)
print([[f(0) for f in r[k]] for k in r])
def counterlist():
    c = 0
    def bump():
        nonlocal c
        c += 1
        return c
    return [bump() for _ in range(3)], [c for _ in range(2)], c
print(counterlist())
def gens():
    return [(x * y for y in range(3)) for x in range(3)]
print([list(g) for g in gens()])
def lists():
    return [[x * y for y in range(3)] for x in range(3)]
print(lists())
class A:
    n = 3
    def m(self): return [self.n + k for k in range(2)], [super(A, self).__init__() for _ in "a"], [__class__.__name__ for _ in "a"]
    r = [(lambda s: [s.n for _ in range(2)])]
print(A().m(), A.r[0](A))
def shadow(a):
    b = [a for a in a for a in a]
    return b, a
print(shadow([[1, 2], [3]]))
def rec(n): return [rec(m) for m in range(n)]
print(rec(3))
def comp_in_default(a=[i * i for i in range(3)], *, b={i: -i for i in range(2)}): return a, b
print(comp_in_default())
def inner_def():
    return [(lambda: [v for v in range(u)])() for u in range(3)]
print(inner_def())
def tryit():
    out = []
    for v in range(2):
        out += [(lambda: w)() for w in [v * 10]]
    return out
print(tryit())
sq = {n: (lambda: n * n) for n in range(3)}
print({k: f() for k, f in sq.items()})
def gen_cell():
    for i in range(2):
        yield [lambda: i for _ in range(1)][0]
print([f() for f in gen_cell()])
print([f() for f in list(gen_cell())])
