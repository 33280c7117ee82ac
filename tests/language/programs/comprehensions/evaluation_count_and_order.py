# How often each part of a comprehension runs.
def t(tag, v):
    print(tag, end=" ")
    return v
[t("elt", 0) for _ in t("iter", range(2)) if t("cond", True)]
print()
{t("k", i): t("v", i) for i in t("it", [1, 2])}
print()
[t("e", 0) for a in t("A", [1, 2]) for b in t("B", [1]) if t("c1", a) if t("c2", 0)]
print()
{t("s", c) for c in t("src", "ab")}
print()
class It:
    def __iter__(self): print("__iter__", end=" "); return self
    n = 0
    def __next__(self):
        self.n += 1
        print("next", end=" ")
        if self.n > 2: raise StopIteration
        return self.n
print([x for x in It()])
print(list(x for x in It()))
def early():
    yield 1
    raise ValueError("mid way")
try:
    [print("got", x) for x in early()]
except ValueError as e:
    print(e)
print([x for x in range(3) if print("cond", x)], [print("elt", x) for x in range(2)])
d = {k: v for k, v in [(1, "a"), (1, "b"), (True, "c"), (1.0, "d")]}
print(d)
class K:
    def __init__(self, n): self.n = n
    def __hash__(self): print("hash", self.n, end=" "); return 1
    def __eq__(self, o): print("eq", self.n, o.n, end=" "); return self.n == o.n
    def __repr__(self): return f"K{self.n}"
print({K(n) for n in (1, 2, 1)})
print({K(n): n for n in (1, 2, 1)})
try:
    [x for x in 5]
except TypeError as e: print(e)
try:
    [a for a, b in [(1, 2, 3)]]
except ValueError as e: print(e)
try:
    {[]: 1 for _ in "a"}
except TypeError as e: print(e)
try:
    [undefined for x in [1]]
except NameError as e: print(e)
