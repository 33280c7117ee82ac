# Comparing containers whose items answer with objects that have a truth of their own.
class B:
    def __init__(self, v): self.v = v
    def __bool__(self): return self.v
class I:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __ne__(self, o): return not self == o
    def __lt__(self, o): return B(self.n < o.n)
    def __hash__(self): return 5
def f(kind):
    out = []
    for j in range(3):
        if kind == 0:
            if I(1) < I(2): out.append(j)
        elif kind == 1:
            if (I(1),) < (I(2),): out.append(j)
        elif kind == 2:
            if (1, (I(1), I(3))) < (1, (I(1), I(2))): out.append(j)
        elif kind == 3:
            if [I(1)] < [I(2)]: out.append(j)
        elif kind == 4:
            if I(1) != I(2): out.append(j)
        elif kind == 5:
            while (I(1),) < (I(2),): out.append(j); break
        elif kind == 6:
            if not (I(1),) < (I(1), I(2)): out.append(j)
        elif kind == 7:
            out.append(bool((I(1),) < (I(2),)))
        elif kind == 8:
            x = ((I(1),) < (I(2),)) and 5; out.append(x)
        elif kind == 9:
            if ((1, 2), (I(1), 1)) == ((1, 2), (I(1), 1)): out.append(j)
    return out
for k in range(10):
    for _ in range(3):
        try: print(k, f(k))
        except Exception as e: print(k, type(e).__name__, e)
