s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, slice(5), slice(None), slice(None, None, -1), slice("a", [1], {}), s == slice(1, 10, 2), s != slice(1), slice(0, 2) < s, slice(1, 2) < slice(1, 3), hash(s) == hash(slice(1, 10, 2)))
for n in (0, 3, 5, 20):
    print([sl.indices(n) for sl in (s, slice(None), slice(None, None, -1), slice(-3, None), slice(100, -100, -3), slice(2, -1))])
for f in (lambda: s.indices(-1), lambda: s.indices("a"), lambda: slice(1, 2, 0).indices(5), lambda: slice(1.5).indices(3), lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: s.start.__class__ and setattr(s, "start", 5), lambda: {s: 1}[slice(1, 10, 2)], lambda: hash(slice([])), lambda: slice(1) < 5, lambda: slice(1, "a") < slice(1, 2), lambda: s[0], lambda: len(s), lambda: list(s)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class Show:
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
x = Show()
print(x[1:2], x[:], x[::], x[1:2:3], x[1:2, 3], x[..., ::2], x[()], x[1:,], x["a":"b"], x[(1, 2):[3]], x[lambda: 0:1].start.__name__, x[*[1, 2], 3:4], x[(yield_ := 5):])
x[1:2] = 5; x[::2, 0] = 6; del x[3:]; x["aug"] += "mented"; del x[1:2, ...], x[()]
class Seq:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, k):
        if isinstance(k, slice): return list(range(self.n))[k]
        return range(self.n)[k]
q = Seq(6)
print(q[-2], q[1:-1], q[::-2], q[10:], [q[i:i + 2] for i in range(0, 6, 2)], list(q), q[None:None])
print([1, 2, 3, 4][slice(1, 3)], "abc"[slice(None, None, -1)], (1, 2)[slice(1)], [0] * 3 == [0, 0, 0][slice(None)])
