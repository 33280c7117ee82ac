l = [1]; l.append(l); l.insert(0, [l])
print(l, l[0][0] is l)
d = {"k": {}}; d["k"]["back"] = d; d["l"] = [d]
print(d)
t = ([],); t[0].append(t); t[0].append((t, t))
print(t)
class N:
    def __init__(self, v): self.v, self.links = v, []
    def __repr__(self): return f"N({self.v}, {self.links})"
try: a = N(1); a.links.append(a); print(repr(a))
except RecursionError: print("no guard for own repr")
from collections import deque, OrderedDict, UserList, defaultdict
q = deque(); q.append(q); q.append(1); print(q)
o = OrderedDict(); o["o"] = o; print(o)
u = UserList(); dd = defaultdict(list); dd["x"].append(dd); print(str(dd).replace("<class 'list'>", "list"))
s = [frozenset(), set()]; s.append(s); print(s)
from types import SimpleNamespace
n = SimpleNamespace(a=1); n.n = n; n.l = [n]; print(n)
import dataclasses
@dataclasses.dataclass
class DC: x: object = None
c = DC(); c.x = [c]; print(c)
m = {}.keys(); x = {1: 2}; x[3] = x.values(); x[4] = x.items(); print(x)
from functools import partial
p = partial(print); p.__setstate__((print, (p, 1), {"k": p}, None)); print(str(p).count("..."))
v = []; v[:] = [v, v]; print(v, v == v, v[0] is v[1])
