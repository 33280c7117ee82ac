class Point:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
class P3(Point):
    def __init__(self, x, y, z): super().__init__(x, y); self.z = z
class NoArgs:
    a = 1
def f(o):
    match o:
        case P3(0, 0, z=z): return f"on z axis {z}"
        case Point(x=0, y=0): return "origin"
        case Point(x, y) if x == y: return f"diagonal {x}"
        case Point(0, y): return f"y axis {y}"
        case Point(): return "point"
        case NoArgs(a=1, b=2): return "never"
        case NoArgs(a=v): return f"noargs {v}"
        case int(n): return f"int {n}"
        case str() as s: return f"str {s}"
        case float(0.5 | 1.5 as v): return f"float {v}"
        case list([1, *r]): return f"list {r}"
        case dict({"k": v}): return f"dict {v}"
        case tuple((a, b)): return f"tuple {a} {b}"
        case bool(): return "never: int came first"
        case bytes(b): return f"bytes {b}"
        case set() | frozenset(): return "set"
        case type(): return "a class"
        case object(): return "object"
for o in (P3(0, 0, 5), P3(1, 1, 1), Point(0, 0), Point(3, 3), Point(0, 2), Point(1, 2), NoArgs(), 5, True, "s", 0.5, 2.5, [1, 2], [2], {"k": 1}, (1, 2), (1,), b"b", {1}, frozenset(), int, None):
    print(f(o))
for src in ["case NoArgs(1): pass", "case Point(1, 2, 3): pass", "case Point(1, x=1): pass", "case 5(): pass" if 0 else "case notaclass(): pass", "case int(1, 2): pass", "case int(real=5): print('real')", "case dyn(1): pass", "case badtuple(1): pass", "case badname(1): pass", "case duck(zz=1): pass\n case duck(): print('duck')"]:
    env = {"Point": Point, "NoArgs": NoArgs, "notaclass": 5, "dyn": type("D", (), {"__match_args__": ["x"]}), "badtuple": type("B", (), {"__match_args__": 5}), "badname": type("N", (), {"__match_args__": (5,)}), "duck": type("K", (), {})}
    subj = {"NoArgs": NoArgs(), "Point": Point(1, 2), "dyn": env["dyn"](), "badtuple": env["badtuple"](), "badname": env["badname"](), "duck": env["duck"]()}.get(src[5:].split("(")[0], 5)
    try: exec(f"match subj:\n {src}", env | {"subj": subj})
    except TypeError as e: print(src, "->", e)
