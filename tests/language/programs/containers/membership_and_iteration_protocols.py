class OnlyGet:
    def __getitem__(self, i): print("get", i, end=" "); return [5, 6, 7][i]
class OnlyIter:
    def __iter__(self): print("iter", end=" "); return iter([5, 6])
class Contains:
    def __contains__(self, x): print("contains", x, end=" "); return x == "yes"
class IterSelf:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration
        return self.n
for o in (OnlyGet(), OnlyIter(), Contains(), IterSelf()):
    for v in (6, "yes", 99):
        try: print(type(o).__name__, v, v in o)
        except Exception as e: print(type(e).__name__, e)
    try: print(list(o))
    except TypeError as e: print(e)
for v, c in [("b", "abc"), ("", "abc"), (2, [1, 2]), ((1,), [(1,)]), ("k", {"k": 1}), (1, {"k": 1}), (1.0, {1}), (3, range(0, 10, 3)), (98, b"abc"), (b"bc", b"abc"), (None, [None])]: print(repr(v), c, v in c, v not in c)
for bad in ("1 in 5", "1 in None", "1 in 'a'", "[] in {1}", "None in 'a'", "'a' in b'a'", "1 in (i for i in 5)", "1 in type", "1 in object()", "b'a' in 'a'"):
    try: eval(bad)
    except TypeError as e: print(bad, "->", e)
