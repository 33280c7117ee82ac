it = iter([1, 2])
print(next(it), next(it), next(it, "d"), next(iter({}), None), list(iter("ab")), list(iter(lambda l=[3, 2, 1]: l.pop(), 3)))
print(list(reversed([1, 2])), list(reversed("ab")), list(reversed((1, 2))), list(reversed(range(3))), list(reversed({1: 2, 3: 4})), sorted("bca"), sorted([3, 1], reverse=True), sorted({"b": 1, "a": 2}), sorted(["B", "a"], key=str.lower), len("abc"), len({}), len(range(10, 0, -3)), len(b"ab"), len({1, 2}))
class R:
    def __reversed__(self): return "reversed result"
class S:
    def __len__(self): return 2
    def __getitem__(self, i): return i * 10
class L:
    def __len__(self): return True
print(reversed(R()), list(reversed(S())), len(L()), list(S()) if False else len(S()))
for f in (lambda: next(it), lambda: next(5), lambda: next(), lambda: iter(5), lambda: iter(5, 1), lambda: reversed(5), lambda: reversed({1}), lambda: reversed(iter([])), lambda: sorted(5), lambda: sorted([1, "a"]), lambda: sorted([1], key=5), lambda: sorted([], 1), lambda: len(5), lambda: len(iter([])), lambda: len(type("N", (), {"__len__": lambda s: -1})()), lambda: len(type("N", (), {"__len__": lambda s: "x"})()), lambda: len(type("N", (), {"__len__": lambda s: 1.0})()), lambda: reversed(), lambda: reversed([1], 2), lambda: iter([], 1, 2), lambda: len(1, 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
r = reversed([1, 2, 3])
print(next(r), r.__length_hint__(), list(r), list(r), type(r).__name__, type(reversed("a")).__name__, type(reversed(range(1))).__name__)
