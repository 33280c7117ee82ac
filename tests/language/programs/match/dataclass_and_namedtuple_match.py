from dataclasses import dataclass
from collections import namedtuple
@dataclass
class Node:
    value: int
    left: "Node | None" = None
    right: "Node | None" = None
@dataclass(kw_only=True)
class KW: a: int = 1
@dataclass(match_args=False)
class NM: a: int = 1
P = namedtuple("P", "x y")
def depth(n):
    match n:
        case None: return 0
        case Node(_, None, None): return 1
        case Node(left=l, right=r): return 1 + max(depth(l), depth(r))
def total(n):
    match n:
        case Node(value=v, left=l, right=r): return v + total(l) + total(r)
        case None: return 0
t = Node(1, Node(2, Node(3)), Node(4, None, Node(5)))
print(depth(t), total(t), Node.__match_args__, KW.__match_args__, hasattr(NM, "__match_args__"), P.__match_args__)
def rot(n):
    match n:
        case Node(v, Node(lv, ll, lr), r): return Node(lv, ll, Node(v, lr, r))
        case _: return n
print(rot(t))
for o in (P(1, 2), P(0, 0), (1, 2), KW(), NM(a=1)):
    match o:
        case P(0, 0): print("origin P")
        case P(x=a, y=b): print("P", a, b)
        case (a, b): print("pair", a, b)
        case KW(a=1): print("KW")
        case NM(a=z): print("NM", z)
try:
    match NM():
        case NM(1): pass
except TypeError as e: print(e)
match P(5, 6):
    case [x, y]: print("namedtuple is a sequence", x, y)
match {"op": "add", "args": [P(1, 2), Node(3)]}:
    case {"op": ("add" | "sub") as op, "args": [P(x=px), Node(value=nv), *_]}: print(op, px, nv)
