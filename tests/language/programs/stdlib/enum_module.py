from enum import *
class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1
    def describe(self): return f"{self.name.lower()} is {self.value}"
    @classmethod
    def default(cls): return cls.GREEN
    @property
    def shade(self): return self.value * 10
print(Color.RED, repr(Color.RED), Color(2), Color["BLUE"], list(Color), len(Color), Color.CRIMSON is Color.RED, Color.__members__, Color.RED.describe(), Color.default(), Color.BLUE.shade, Color.RED in Color, 2 in Color, 9 in Color, "RED" in Color.__members__, Color.RED == 1, Color.RED != Color.BLUE, hash(Color.RED) == hash("RED"), isinstance(Color.RED, Color), type(Color.RED), Color.RED.name, f"{Color.RED}", f"{Color.RED:>12}|", [c.name for c in reversed(Color)], bool(Color.RED), {Color.RED: 1}[Color.CRIMSON])
for f in (lambda: Color(9), lambda: Color["NOPE"], lambda: Color.NOPE, lambda: setattr(Color, "RED", 5), lambda: delattr(Color, "RED"), lambda: Color.RED < Color.BLUE, lambda: type("X", (Color,), {}), lambda: Color(), lambda: setattr(Color.RED, "value", 2), lambda: Color.RED(), lambda: Color.RED.RED, lambda: Enum("D", "a a"), lambda: IntEnum("E", {"x": "y"})):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class N(IntEnum):
    A = 1; B = auto(); C = auto(); D = 10; E = auto()
print(list(N), N.A + 1, N.B < 5, N.C == 3, sorted([N.D, N.A]), f"{N.A} {N.B:03}", str(N.C), repr(N.E), N(10), max(N), sum(N), N.A | 4, [10, 20, 30][N.A], isinstance(N.A, int), "%d %s" % (N.A, N.A))
class S(StrEnum):
    X = auto(); Y = "why"
print(S.X, S.Y.upper(), S("why"), f"{S.X:>4}", S.X == "x", S.X + "z", repr(S.Y), [*S])
class P(Flag):
    R = auto(); W = auto(); X = auto(); RW = R | W
print(P.R | P.X, repr(P.RW), P.R in P.RW, P(0), P(7), ~P.R, list(P.RW), P.RW & P.W, P.R ^ P.RW, bool(P.R & P.X), len(P.RW), P["R"], P.RW.name, (P.R | P.X).name, (P.R | P.X).value, P(5), list(P))
class IF(IntFlag): A = 1; B = 2
print(IF.A | 8, IF.A | IF.B, IF(3), IF(0), IF.A + 1, ~IF.A, repr(IF.A | 8), IF.A == 1)
try: P(8)
except ValueError as e: print(str(e).splitlines()[0])
@unique
class U(Enum): A = 1
try:
    @unique
    class V(Enum): A = 1; B = 1
except ValueError as e: print(e)
class Planet(Enum):
    EARTH = (5.97, 6.37); MARS = (0.64, 3.39)
    def __init__(self, mass, radius): self.mass, self.radius = mass, radius
    @property
    def g(self): return round(self.mass / self.radius ** 2, 3)
print(Planet.EARTH.g, Planet((0.64, 3.39)), Planet.MARS.value)
class Sp(Enum):
    _ignore_ = ["tmp"]; tmp = 5; a = tmp
    @classmethod
    def _missing_(cls, v): return cls.a if v == "alias" else None
    @staticmethod
    def _generate_next_value_(name, start, count, last): return f"{name}-{count}"
    b = auto()
    @nonmember
    class Inner: pass
    @member
    def func(self): pass
print(Sp("alias"), Sp.b.value, [m.name for m in Sp], Sp.Inner, hasattr(Sp, "tmp"))
D = Enum("D", "north south", module=__name__); F2 = Flag("F2", ["a", "b"]); G = Enum("G", [("x", 1), ("y", 2)], type=int)
print(list(D), D.north.value, F2.a | F2.b, G.x + 1, D.__module__, D(1), global_enum.__name__, verify(CONTINUOUS)(N).__name__ if 0 else "")
import pickle, copy
print(pickle.loads(pickle.dumps(Color.RED)) is Color.RED, copy.deepcopy([Color.BLUE])[0] is Color.BLUE, pickle.loads(pickle.dumps(P.RW)) is P.RW)
match Color.GREEN:
    case Color.RED: print("red")
    case Color.GREEN: print("green matched")
