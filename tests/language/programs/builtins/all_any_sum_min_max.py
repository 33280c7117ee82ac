print(all([]), all([1, 2]), all([1, 0]), any([]), any([0, ""]), any([0, 3]), all(x > 0 for x in (1, -1)), any("abc"), all({}), any({0: 1}))
print(sum([]), sum([1, 2, 3]), sum([1.5, 2]), sum([[1], [2]], []), sum((1, 2), 10), sum([1, 2], start=5), sum(range(10)), sum([True, True]), sum({1: 2, 3: 4}), sum([2 ** 70, -2 ** 70, 1]), sum([1j, 1]), sum([0.1] * 10), sum([1e16, 1, -1e16]), sum([(1,), (2,)], ()))
print(max(1, 2, 3), max([1, 5, 2]), max("abc"), max([1, 2], key=lambda x: -x), max([], default="none"), max(1, 2.0), max(2.0, 2), max("b", "a", key=ord), min([3, 1]), min("b", "a"), min({3: 0, 1: 0}), min([[2], [1, 9]]), max(["aa", "b"], key=len), min((), default=None), max({"x": 1}.items()))
class S:
    def __add__(self, o): return f"S+{o}"
    def __radd__(self, o): return f"{o}+S"
print(sum([S()]), sum([S(), "z"], 1), sum([1, S()]))
for f in (lambda: sum(["a"]), lambda: sum("ab", ""), lambda: sum([b"a"], b""), lambda: sum([bytearray()], bytearray()), lambda: sum(5), lambda: max(), lambda: max([]), lambda: max(1), lambda: max(1, 2, default=3), lambda: min([1, "a"]), lambda: max([1], key=5), lambda: min(1, 2, foo=3), lambda: all(1), lambda: any(), lambda: sum([1], "a"), lambda: max(None), lambda: min([], key=len), lambda: sum([[]]), lambda: max([1, 2], key=lambda: 0)):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
calls = []
print(any(calls.append(x) or x > 1 for x in range(5)), calls, max([(1, "a"), (1, "b")], key=lambda t: t[0]), min([(1, "a"), (1, "b")], key=lambda t: t[0]))
