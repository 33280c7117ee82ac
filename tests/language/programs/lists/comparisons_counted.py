# The number of comparisons on ordered inputs shows that the sort is adaptive.
class N:
    count = 0
    __slots__ = ("v",)
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        N.count += 1
        return self.v < o.v
def cost(vals):
    l = [N(v) for v in vals]
    N.count = 0
    l.sort()
    assert [x.v for x in l] == sorted(vals)
    return N.count
print(cost(range(100)), cost(range(100, 0, -1)), cost([]), cost([1]), cost([2, 1]), cost([1, 2, 3]))
up = list(range(1000))
print(cost(up), cost(up + [5]), cost(up[500:] + up[:500]), cost(up[::-1]))
print(cost([1] * 64), cost([0, 1] * 32) < 64 * 6)
log = []
class L:
    def __init__(self, v): self.v = v
    def __lt__(self, o):
        log.append((self.v, o.v))
        return self.v < o.v
sorted([L(3), L(1), L(2)])
print(log)
log.clear()
max([L(3), L(1), L(2)], key=lambda x: x)
print(log)
log.clear()
min(L(3), L(1), L(2))
print(log)
class E:
    def __init__(self, v): self.v = v
    def __eq__(self, o):
        print("eq", self.v, getattr(o, "v", o), end="; ")
        return self.v == getattr(o, "v", o)
es = [E(1), E(2), E(3)]
print(2 in es, es.index(2), es.count(3), es == [1, 2, 3], es == [1, 2], [1, 2, 3] == es)
es.remove(2)
print(len(es), es[0] in es)
