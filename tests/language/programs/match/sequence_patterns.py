def f(x):
    match x:
        case []: return "empty"
        case [a]: return f"one {a!r}"
        case (a, b): return f"two {a!r} {b!r}"
        case [a, *rest, "end"]: return f"ends {a!r} {rest}"
        case 1, *_, 9: return "1..9"
        case [[x1, y1], *more] if more: return f"nested {x1} {y1} {more}"
        case [*all_]: return f"all {all_}"
        case _: return "no"
for v in ([], (), [1], (1, 2), [1, 2, "end"], ["end"], (1, 5, 9), [[1, 2], 3, 4], range(4), "ab", b"ab", bytearray(b"ab"), {1: 2}, {1, 2}, 5, iter([1]), [[1, 2], 3], [1, 2, 3, 4, 5, 6]):
    print(repr(v).split(" object")[0], "->", f(v))
import collections
print(f(collections.deque([1, 2])), f(memoryview(b"ab")))
class Seq(collections.abc.Sequence):
    def __len__(self): print("len", end=" "); return 2
    def __getitem__(self, i): print("get", i, end=" "); return "xy"[i]
print(f(Seq()))
class Listy(list): pass
class Stry(str): pass
class Tup(tuple): pass
print(f(Listy([7])), f(Stry("z")), f(Tup((8,))))
match 1, 2, 3:
    case a, b, c: print(a, b, c)
match [1, [2, [3, [4]]]]:
    case [a, [b, [c, [d]]]]: print(a, b, c, d)
match (1,):
    case (x,): print("tuple one", x)
match [1, 2, 3]:
    case [first, *_]: print(first)
match [1, 2, 3]:
    case [*_, last]: print(last)
match ("go", "north", 3):
    case ("go", ("north" | "south") as d, int(n)) if n > 2: print(d, n)
