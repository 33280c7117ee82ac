import pprint, reprlib, string
data = {"name": "x" * 20, "list": list(range(30)), "nested": {"a": {"b": {"c": [1, 2, {"d": None}]}}, "t": (1,), "s": {3, 1, 2}}, "long string": "word " * 30}
pprint.pprint(data); pprint.pprint(data, width=40, depth=2); pprint.pprint([1, 2]); pprint.pprint({"b": 1, "a": 2}); pprint.pprint({"b": 1, "a": 2}, sort_dicts=False)
print(pprint.pformat([["a" * 30, "b" * 30], ["c" * 30]], indent=2), pprint.pformat(set(range(5))), pprint.isreadable([1]), pprint.isrecursive(l := [1]), pprint.saferepr({"z": 1, "a": 2}), pprint.pformat(10 ** 9, underscore_numbers=True), pprint.pformat([1] * 40, compact=True, width=60))
l.append(l); print(pprint.isrecursive(l), reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({i: i for i in range(10)}), reprlib.repr([[[[[[[1]]]]]]]), reprlib.repr(10 ** 100), reprlib.Repr(maxlist=2).repr([1, 2, 3]))
class C:
    @reprlib.recursive_repr("<...>")
    def __repr__(self): return f"C({self.me!r})"
c = C(); c.me = [c]; print(c)
from dataclasses import dataclass
@dataclass
class D:
    name: str
    values: list
pprint.pprint(D("n" * 30, [D("inner", list(range(15))), "z" * 40]))
import types, collections
pprint.pprint(types.SimpleNamespace(a=1, b="q" * 70)); pprint.pprint(collections.OrderedDict([("k" * 30, 1), ("j" * 50, 2)])); pprint.pprint(collections.defaultdict(int, {"a" * 40: 1, "b" * 40: 2})); pprint.pprint(collections.Counter("abracadabra" * 3)); pprint.pprint(b"bytes " * 20); pprint.pprint(("t" * 50, "u" * 50)); pprint.pprint(collections.deque("abc" * 12, maxlen=40))
