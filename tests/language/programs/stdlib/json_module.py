import json
data = {"s": "é\"\\\n\t\u2028😀\x00/", "i": -5, "f": 1.5, "e": 1e100, "t": True, "n": None, "l": [1, [2, {}], []], "d": {"k": {}}, "big": 2 ** 70}
s = json.dumps(data)
print(s, json.loads(s) == data)
print(json.dumps(data, ensure_ascii=False), json.dumps({"b": 1, "a": [1, 2, {"c": []}]}, indent=2, sort_keys=True), json.dumps([1, 2], separators=(",", ":")), json.dumps([1, {"a": 2}], indent="\t"), json.dumps([], indent=2), json.dumps({}, indent=1), json.dumps("a"), json.dumps(None), json.dumps((1, (2,))), json.dumps({1: 2, None: 3, True: 4, 1.5: 5}), json.dumps([float("inf"), float("nan"), -float("inf")]), json.dumps({"a": 1, 5: 2}, skipkeys=True), json.dumps({(1,): 1, "b": 2}, skipkeys=True))
print(json.loads("[1, 2.5, -0, 1e3, 1E-2, true, null, \"\\u00e9\\n\\/\\ud83d\\ude00\", {}]"), json.loads(" \n{\"a\" : [ ] }\t"), json.loads("NaN"), json.loads("[Infinity, -Infinity]"), json.loads(b'{"a": "\xc3\xa9"}'), json.loads('"\\ud800"') == "\ud800", json.loads("123456789012345678901234567890"), json.loads("-0.0"), json.loads('{"a": 1, "a": 2}'))
for bad in ["", " ", "{", "[", "[1,]", "{,}", '{"a"}', '{"a":}', '{"a":1,}', "{a: 1}", "'a'", '"abc', '"\\x"', '"\\u12"', '"\n"', "01", "1.", ".5", "+1", "tru", "nul", "[1 2]", "1 2", '{"a" 1}', "[1}", "--1", "1e", "\ufeff1", '{"a": 1 "b": 2}', '{1: 2}', "[", '"\t"', "[1,,2]", "NaNx", "{\"a\": undefined}", "\x00"]:
    try: print(repr(bad), json.loads(bad))
    except json.JSONDecodeError as e: print(repr(bad), "->", e.msg, e.pos, e.lineno, e.colno)
class C: pass
for f in (lambda: json.dumps(C()), lambda: json.dumps({1, 2}), lambda: json.dumps({(1,): 2}), lambda: json.dumps([float("nan")], allow_nan=False), lambda: json.loads(5), lambda: json.dumps(b"x"), lambda: json.dumps([1j]), lambda: json.loads('"\t"', strict=False), lambda: json.dumps({"a": C()})):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e, getattr(e, "__notes__", ""))
l = []; l.append(l); d = {}; d["d"] = [d]
for x in (l, d):
    try: json.dumps(x)
    except ValueError as e: print(e)
print(json.dumps({"c": 1 + 2j, "s": {3}}, default=lambda o: [o.real, o.imag] if isinstance(o, complex) else sorted(o)))
class Enc(json.JSONEncoder):
    def default(self, o): return {"__set__": sorted(o)} if isinstance(o, set) else super().default(o)
print(json.dumps({"x": {3, 1}}, cls=Enc), json.loads('{"__set__": [1]}', object_hook=lambda d: set(d["__set__"]) if "__set__" in d else d), json.loads('{"a": 1, "b": {"c": 2}}', object_pairs_hook=lambda p: tuple(p)), json.loads("[1.5, 2]", parse_float=str, parse_int=lambda s: "i" + s), json.loads("[NaN]", parse_constant=lambda c: c.lower()), "".join(json.JSONEncoder().iterencode([1, {"a": None}])), json.JSONDecoder().raw_decode('{"a": 1} tail'))
import enum, io
class E(enum.IntEnum): A = 1
class I(int):
    def __repr__(self): return "custom"
class S(str): pass
print(json.dumps([E.A, I(5), S("sub"), {S("k"): I(1)}]), json.dumps({"z": 1, "a": {"y": 2, "b": 3}}, sort_keys=True, indent=None))
f = io.StringIO(); json.dump([1, "two"], f, indent=1); f.seek(0); print(f.getvalue(), json.load(f))
