data = ["banana", "Apple", "cherry", "apple", "Banana", "fig", ""]
for kw in ({}, {"reverse": True}, {"key": len}, {"key": str.lower}, {"key": str.lower, "reverse": True}, {"key": lambda s: (len(s), s)}, {"key": lambda s: s[::-1]}, {"key": None}, {"key": lambda s: 0}):
    l = data[:]; l.sort(**kw); print({k: getattr(v, "__name__", v) for k, v in kw.items()}, l, sorted(data, **kw) == l)
nums = [3, 1.5, -2, 10 ** 20, True, 0, float("-inf"), float("inf")]
print(sorted(nums), sorted(nums, reverse=True), sorted(nums, key=abs)[:3], sorted([(2, "b"), (2, "a"), (1, "z")]), sorted([[3], [1, 2], []]), sorted("hello"), sorted({"b": 1, "a": 2}), sorted(set("aab")))
calls = []
def key(x): calls.append(x); return -x
print(sorted([3, 1, 2], key=key), calls)
for bad in (lambda: sorted([1, "a"]), lambda: sorted([1j, 2j]), lambda: sorted([None, 1]), lambda: [1].sort(key=5) or sorted([2, 1], key=5), lambda: [1].sort(None), lambda: sorted([1], cmp=1), lambda: sorted(1), lambda: sorted([{}, {}])):
    try: bad()
    except TypeError as e: print(e)
