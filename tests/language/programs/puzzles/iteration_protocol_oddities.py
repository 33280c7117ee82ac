class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        self.n -= 1
        if self.n <= 2: raise StopIteration
        return self.n
c = Countdown(5)
print(list(c), list(c), list(Countdown(2))[:0])
class Reiter:
    def __iter__(self): yield from "xy"
r = Reiter()
print(list(r), list(r), [(a, b) for a in r for b in r], dict(enumerate(r)))
class GetItem:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i ** 2
print(list(GetItem()), 4 in GetItem(), [*GetItem()][::-1], max(GetItem()))
for x in GetItem():
    if x == 1: continue
    print(x, end=" ")
else: print("done")
it = iter([10, 20, 30])
for i in it:
    print(i, next(it, "none"))
d = {"a": 1, "b": 2}
for k in d: print(k, end=" ")
for k, v in d.items(): print(k, v, end=" ")
for i, (k, v) in enumerate(d.items()): print(i, k, v)
for a, (b, *c) in [(1, "xyz"), (2, "p")]: print(a, b, c)
