print(sorted(["b", "A", "a", "B"]), sorted("bAaB", key=str.lower), sorted(["10", "9", "2"]), sorted([3, "a"], key=str), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([True, 0, 2, False]))
l = [3, 1, 2]
print(l.sort(), sorted(l) is l, sorted(l, key=lambda x: -x), list(reversed(l)), l[::-1])
print(max("apple", "fig", key=len), min(["bb", "a", "c"], key=len), max([1, 5, 5.0], key=lambda x: x), max([], default=0), min({"b": 1, "a": 2}))
data = [("x", 3), ("y", 1), ("z", 3), ("w", 1)]
print(sorted(data, key=lambda t: t[1]), sorted(data, key=lambda t: t[1], reverse=True), sorted(data, key=lambda t: (-t[1], t[0])))
nan = float("nan")
print(sorted([2, nan, 1]), min(nan, 1), min(1, nan), max([nan, 3]))
class W:
    def __init__(s, v): s.v = v
    def __lt__(s, o): return s.v > o.v
    def __repr__(s): return str(s.v)
print(sorted([W(1), W(3), W(2)]), max([W(1), W(3)]), min([W(1), W(3)]))
words = "the quick brown fox".split()
words.sort(key=lambda w: (len(w), w[::-1]))
print(words, sorted(words, key=words.index), sorted(range(5), key=lambda i: i % 2), sorted({3: "c", 1: "a"}.items(), reverse=True))
try: sorted([1, None])
except TypeError as e: print(e)
print(sorted([[2, 1], [2], [1, 9, 9]]), sorted(["é", "e", "z"]), sorted([b"b", b"a"]), sorted([(), (0,), (0, 0)]), sorted([{2}, {1, 2}, {1}], key=len))
