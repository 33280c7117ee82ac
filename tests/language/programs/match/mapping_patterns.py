def f(x):
    match x:
        case {"type": "point", "x": x_, "y": y_}: return f"point {x_} {y_}"
        case {"type": "circle", "r": int() | float() as r, **rest}: return f"circle {r} {rest}"
        case {1: a, None: b, -2: c}: return f"keys {a} {b} {c}"
        case {"nested": {"list": [_, second, *_]}}: return f"second {second}"
        case {"k": []}: return "empty list value"
        case {**rest} if rest: return f"rest {rest}"
        case {}: return "any mapping"
        case _: return "no"
for v in ({"type": "point", "x": 1, "y": 2, "z": 3}, {"type": "circle", "r": 2.5, "c": "red"}, {"type": "circle", "r": "x"}, {1: "a", None: "b", -2: "c"}, {"nested": {"list": [1, 2, 3]}}, {"k": ()}, {}, [], 5, {"other": 1}):
    print(v, "->", f(v))
from collections import defaultdict, OrderedDict, ChainMap
dd = defaultdict(list)
match dd:
    case {"missing": x}: print("made", x)
    case _: print("defaultdict is not asked to make values", dict(dd))
match ChainMap({"a": 1}, {"b": 2}):
    case {"b": v, "a": w}: print(v, w)
class Get(dict):
    def get(self, k, d=None): print("get", k, end=" "); return super().get(k, d)
match Get(a=1):
    case {"a": 1, **kw}: print("matched", kw)
class K:
    NAME = "key"; Z = {"q": 1}
match {"key": 5}:
    case {K.NAME: v}: print("value key", v)
try:
    K.NAME2 = "key"
    match {"key": 5}:
        case {K.NAME: 1, K.NAME2: 2}: pass
        case {"key": a, K.NAME: b}: pass
except ValueError as e: print(e)
import types
match types.MappingProxyType({"p": 1}):
    case {"p": 1}: print("proxy")
rest = "unchanged"
match {"a": 1}:
    case {"b": 1, **rest}: pass
print(rest)
