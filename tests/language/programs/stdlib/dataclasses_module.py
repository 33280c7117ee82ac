from dataclasses import *
from typing import ClassVar
@dataclass
class P:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    hidden: str = field(default="h", repr=False, compare=False)
    count: ClassVar[int] = 5
    total: int = field(init=False)
    seed: InitVar[int] = 1
    def __post_init__(self, seed): self.total = self.x + self.y + seed
p = P(1, 2, seed=10)
print(p, p.total, p == P(1, 2, seed=10), p == P(1, 3), p != 5, [f.name for f in fields(P)], asdict(p), astuple(p), replace(p, x=5, seed=0), is_dataclass(p), is_dataclass(P), P.__match_args__, p.tags is not P(1).tags, P.count, P.y, hasattr(P, "tags"), P.__dataclass_fields__["x"].type, P.__doc__)
@dataclass(order=True, frozen=True)
class F:
    a: int
    b: str = "z"
print(F(1) < F(2), F(1, "a") < F(1, "b"), sorted([F(3), F(1)]), hash(F(1)) == hash(F(1)), {F(1): "k"}[F(1)], max(F(1, "x"), F(1, "y")))
for f in (lambda: setattr(F(1), "a", 2), lambda: delattr(F(1), "a"), lambda: F(1) < 5, lambda: F(), lambda: F(1, 2, 3), lambda: F(c=1), lambda: hash(P(1)), lambda: replace(F(1), q=1), lambda: fields(5), lambda: asdict(5), lambda: replace(p, total=1), lambda: P(1) < P(2), lambda: F(b=1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
@dataclass(slots=True, kw_only=True)
class K:
    a: int
    b: int = 2
print(K(a=1), K.__slots__, hasattr(K(a=1), "__dict__"))
try: K(1)
except TypeError as e: print(e)
@dataclass
class Mix:
    a: int
    _: KW_ONLY
    b: int = 1
    c: int
print(Mix(1, c=3), Mix.__init__.__kwdefaults__)
@dataclass
class Base: x: int = 1
@dataclass
class Kid(Base):
    y: int = 2
    x: str = "over"
print(Kid(), Kid("q", 5), [f.name for f in fields(Kid)], Kid.__mro__[1].__name__)
for src in ["class A:\n a: int = 1\n b: int", "class A:\n a: list = []", "class A:\n a: int = field(default=1, default_factory=int)", "class A:\n a = field()", "class A(F):\n c: int = 1", "class A:\n a: int = {}"]:
    try: exec("@dataclass\n" + src)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
@dataclass(eq=False)
class NE: a: int
@dataclass(repr=False, init=False)
class NR: a: int = 3
@dataclass(unsafe_hash=True)
class UH: a: int
print(NE(1) == NE(1), NR().a, hash(UH(1)) == hash(UH(1)), "NR" in repr(NR()), make_dataclass("Made", [("x", int), ("y", int, field(default=5)), "z"], namespace={"s": lambda self: self.x}, kw_only=True)(x=1, z=2))
@dataclass
class Tree:
    v: int
    kids: "list[Tree]" = field(default_factory=list)
t = Tree(1, [Tree(2), Tree(3, [Tree(4)])]); t.kids[0].kids.append(t)
print(t); t.kids[0].kids.clear(); print(asdict(t), asdict(t, dict_factory=lambda kv: sorted(k for k, _ in kv)), t == Tree(1, [Tree(2), Tree(3, [Tree(4)])]))
import copy
print(copy.copy(p) == p, copy.replace(F(1), b="w"), field(default=1).default, MISSING is field().default, F.__dataclass_params__.frozen, inspect_sig if 0 else __import__("inspect").signature(P))
