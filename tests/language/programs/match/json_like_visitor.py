# Matching over nested data with all pattern kinds at once.
def kind(x):
    match x:
        case None | True | False: return str(x).lower()
        case int() | float() as n: return f"num:{n}"
        case str(s) if s.isdigit(): return f"digits:{s}"
        case str(): return f"str:{x!r}"
        case [] | {}: return "empty " + type(x).__name__
        case [only]: return f"[{kind(only)}]"
        case [int() as a, int() as b] if a == b: return f"twins {a}"
        case [first, *_, last]: return f"[{kind(first)}..{kind(last)}]"
        case {"$ref": str(r)}: return f"ref {r}"
        case {"type": t, **rest} if not rest: return f"bare {t}"
        case {"type": ("int" | "str") as t, "default": d, **rest}: return f"{t}={kind(d)} {sorted(rest)}"
        case dict(): return "{" + ", ".join(f"{k}:{kind(v)}" for k, v in x.items()) + "}"
        case tuple(t): return f"tuple {len(t)}"
        case Exception(args=(msg, *_)): return f"exc {msg}"
        case type(__name__=n): return f"class {n}"
        case _: return f"? {type(x).__name__}"
for v in [None, True, 1, 2.5, "12", "ab", [], {}, [1], [3, 3], [1, 2, "x"], {"$ref": "#/a"}, {"type": "z"}, {"type": "int", "default": [0], "min": 1}, {"a": {"b": [None]}}, ((), 1), (), ValueError("m", 2), ValueError(), int, {1, 2}, b"x"]:
    print(repr(v), "->", kind(v))
