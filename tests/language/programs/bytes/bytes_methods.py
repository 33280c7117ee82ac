b = b"Hello, World"
print(b.upper(), b.lower(), b.title(), b.swapcase(), b.capitalize(), b"a_b1 c".title(), b.count(b"o"), b.count(111), b.find(b"o"), b.rfind(b"o"), b.find(87), b.index(b"W"), b.find(b"zz"), b.count(b""))
print(b.replace(b"l", b"LL"), b.replace(b"l", b"", 1), b.split(b", "), b"a b  c".split(), b"a,b,c".rsplit(b",", 1), b"a\nb\r\nc\x0bd".splitlines(), b"a\nb".splitlines(True), b"k=v".partition(b"="), b"kv".rpartition(b"="), b"-".join([b"a", bytearray(b"b"), memoryview(b"c")]))
print(b"  x ".strip(), b"xxaxx".strip(b"x"), b"\x00a\x00".strip(b"\x00"), b"ab".center(6, b"*"), b"ab".ljust(4), b"ab".rjust(4, b"."), b"-5".zfill(4), b"a\tb".expandtabs(4), b"prefix".removeprefix(b"pre"), b"file.py".removesuffix(b".py"), b.startswith((b"x", b"H")), b.endswith(b"d"), b.startswith(b"W", 7))
print(b"abc".isalpha(), b"12".isdigit(), b"a1".isalnum(), b" \n".isspace(), b"Ab".istitle(), b"AB".isupper(), b"ab".islower(), b"\xe9".isalpha(), b"".isalpha(), b"\x80".isascii(), b"".isascii())
print(b.hex(), b.hex(":"), b.hex("-", 4), b.hex(" ", -4), bytes.fromhex("48 65 6c"), bytes.fromhex(""), bytes.fromhex(" 0a\n0B"), b"abc".translate(bytes.maketrans(b"ab", b"xy")), b"abc".translate(None, b"b"), b"hello".translate(bytes(range(256)), b"l"))
print(b[0], b[-1], b[1:4], b[::-1], b[::3], len(b), 72 in b, b"lo" in b, 300 - 200 in b, list(b[:3]), b * 2 == b + b, b"" * 5, b + bytearray(b"!"), bytearray(b"?") + b, min(b), max(b), sorted(b"cab"), hash(b) == hash(b"Hello, " b"World"), [*b"ab"])
print(bytes(3), bytes([1, 2, 255]), bytes(range(3)), bytes("é", "utf-8"), bytes("é", "latin1", "strict"), bytes(), bytes(b"x"), bytes(bytearray(b"y")), bytes(memoryview(b"z")), bytes(True), bytes(x for x in (1, 2)), bytes(source="a", encoding="ascii"))
print(b"a" == "a", b"a" == bytearray(b"a"), b"a" < b"b", b"" < b"a", b"ab" > b"a", b"\xff" > b"a", b"a" != b"a", b"a" == memoryview(b"a"))
for f in ["b'abc'.find('a')", "b'abc'.index(b'z')", "b'abc'.find(256)", "b'abc'.count(-1)", "b'a' + 'b'", "b'a' < 'a'", "'a' in b'a'", "256 in b'a'", "bytes([256])", "bytes([-1])", "bytes('a')", "bytes(-1)", "bytes(1.5)", "bytes([1.5])", "bytes(['a'])", "b'a'[5]", "b'a'['x']", "b''.join(['a'])", "b''.join([1])", "b''.join(5)", "bytes.fromhex('1')", "bytes.fromhex('zz')", "bytes.fromhex('0 0')", "b'a'.hex('ab')", "b'a'.hex('é')", "bytes.maketrans(b'a', b'bc')", "b'a'.translate(b'x')", "b'a'.split(b'')", "b'a'.replace('a', b'b')", "b'a'.startswith('a')", "b'a'.startswith(['a'])", "b'a'.center(5, b'ab')", "b'a'.strip('a')", "bytes(5, 'ascii')", "b'a' * 'b'", "b'a' * 1.5", "bytes(None)", "bytes(object())", "b'a'.partition(b'')", "bytes.fromhex(5)", "bytes(2**70)", "b'a'.decode(errors='nope', encoding='nope')", "bytes('a', errors='strict')"]:
    try: print(f, eval(f))
    except Exception as e: print(f, "->", type(e).__name__, e)
try: b[0] = 1
except TypeError as e: print(e)
class B:
    def __bytes__(self): return b"from dunder"
class S(str):
    def __bytes__(self): return b"str sub"
print(bytes(B()), bytes(S("x")), repr(b"it's \"q\" \\ \n\x00\x7f\x80"), str(b"a"), repr(b'"'), repr(b"'"), b'\'"')
