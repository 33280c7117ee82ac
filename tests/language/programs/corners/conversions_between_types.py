class All:
    def __int__(self): return 1
    def __float__(self): return 2.5
    def __complex__(self): return 3j
    def __str__(self): return "str"
    def __bytes__(self): return b"bytes"
    def __bool__(self): return False
    def __index__(self): return 4
    def __iter__(self): return iter([("k", "v")])
    def __len__(self): return 5
    def __hash__(self): return 6
    def __format__(self, s): return "fmt" + s
    def __fspath__(self): return "path"
    def __round__(self, n=0): return ("round", n)
    def __dir__(self): return ["d"]
    def __reversed__(self): return "rev"
    def __length_hint__(self): return 7
    def __call__(self): return "called"
    def __contains__(self, x): return x == "in"
    def __getitem__(self, i): return i
    def __abs__(self): return "abs"
    def __divmod__(self, o): return "divmod"
    def __pow__(self, *a): return ("pow", *a)
    def __instancecheck__(self, o): return True
a = All()
import os, math
print(int(a), float(a), complex(a), str(a), bytes(a), bool(a), list(a), tuple(a), set(a), dict(a), len(a), hash(a), format(a, "x"), os.fspath(a), round(a), round(a, 2), dir(a), reversed(a), a(), "in" in a, "no" in a, a[8], abs(a), divmod(a, 1), pow(a, 2), pow(a, 2, 3), isinstance(1, a), bin(a), hex(a), chr(a) == "\x04", range(a), [0, 1, 2, 3, 4][a], "x" * a, math.sqrt(a), f"{a}", f"{a!s}", "%s %d %f %x" % (a, a, a, a), [*a], {**dict(a)}, sorted(a), max(a), sum([1], start=a) if 0 else "-", bytes([a]), bytearray(a) if 0 else "-", slice(a).indices(10), memoryview(b"abcdef")[a])
for t, v in [(int, "1.5"), (int, None), (float, "x"), (complex, []), (bytes, "x"), (list, 5), (dict, [1]), (set, 1), (tuple, None), (bytearray, "x"), (frozenset, 1.5), (range, "1"), (str, b"\xff")]:
    try: print(t.__name__, t(v))
    except Exception as e: print(t.__name__, type(e).__name__, e)
