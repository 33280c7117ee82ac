print(list(map(str, [1, 2])), list(map(lambda a, b: a * b, [1, 2, 3], [4, 5])), list(map(max, "az", "by")), list(filter(None, [0, 1, "", "a"])), list(filter(str.isdigit, "a1b2")), list(zip()), list(zip("ab")), list(zip("abc", range(2))), list(zip("ab", [1, 2], (True, None))), list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate([], 1)), list(enumerate("a", -1)), list(enumerate("a", 10 ** 20)))
m = map(int, ["1", "x", "3"])
print(next(m))
try: next(m)
except ValueError as e: print(e)
print(next(m), next(m, "end"))
it = iter([1, 2, 3, 4])
print(list(zip(it, it)), list(zip([1, 2, 3], it := iter("ab"))), next(it, "gone"))
a, b = iter([1, 2, 3]), iter([1])
print(list(zip(a, b)), list(a))
for f in (lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: list(zip([1], [1], strict=True)), lambda: list(zip("a", "b", "cd", strict=True)), lambda: list(zip("ab", "b", "cd", strict=True)), lambda: list(map(lambda x, y: x, [1], [2, 3], strict=True)), lambda: map(len), lambda: map(5, [1]), lambda: list(map(5, [1])), lambda: filter(None), lambda: filter(5, 5), lambda: zip(5), lambda: zip([], 5), lambda: enumerate(5), lambda: enumerate("a", "b"), lambda: enumerate(), lambda: enumerate(iterable="ab", start=1).__next__(), lambda: zip(strict=1, foo=2), lambda: map(str, 5), lambda: list(map(lambda: 1, [1]))):
    try: print(repr(f()).split(" at ")[0])
    except Exception as e: print(type(e).__name__, e)
class It:
    def __iter__(self): print("iter", end=" "); return iter([1])
print(list(map(abs, It())), list(zip(It(), It())), dict(enumerate(It())))
print([*map(lambda *a: a, "ab", "cd", "ef")], dict(zip(*[iter("abcd")] * 2)), list(zip(*[(1, 2), (3, 4)])), sorted(map(abs, [-3, 2])), list(filter(lambda x: x[1], enumerate([0, 1]))))
import pickle, copy
z = zip("ab", "cd"); next(z)
print(list(copy.copy(z)) if hasattr(copy, "copy") else 0) if 0 else print(list(z))
class Sub(map): pass
print(list(Sub(str, [1])), isinstance(Sub(str, []), map), [x for x in reversed(list(enumerate("ab")))])
