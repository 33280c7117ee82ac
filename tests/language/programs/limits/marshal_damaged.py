import marshal
vals = [None, True, 5, -2 ** 70, 1.5, 1j, "é", b"x", (1, 2), [1, [2]], {1: {2: 3}}, {1}, frozenset([2]), ..., StopIteration, slice(1, 2, 3)]
for v in vals:
    try: b = marshal.dumps(v); print(type(v).__name__, marshal.loads(b) == v, len(b) > 0)
    except ValueError as e: print(type(v).__name__, e)
code = compile("def f(a, *b, c=1):\n  return [a + x for x in b], c\nr = f(1, 2, 3)", "m", "exec")
data = marshal.dumps(code)
ns = {}; exec(marshal.loads(data), ns); print(ns["r"], marshal.loads(data) == code)
for bad in [b"", b"\xff", b"i\1", b"(", b"(\xff\xff\xff\x7f", b"[\1\0\0\0", b"r\5\0\0\0", b"s\xff\xff\xff\xff", b"u\1\0\0\0\xff", b"l\1\0\0\0\xff\xff", b"l\0\0\0\x80", b"g\0", b"z\5abc", b"{1", b"c\0\0\0\0", b"\xe3", b"T", b"F" * 3, b"0", b")\2i\1\0\0\0", b"?", b"R", b"f\3abc", b"<\1\0\0\0[\0\0\0\0", b"[\1\0\0\0" * 3000]:
    try: print(bad[:8], marshal.loads(bad))
    except (ValueError, EOFError, TypeError, RecursionError, MemoryError) as e: print(bad[:8], type(e).__name__, e)
bad = 0
for i in range(0, len(data), 3):
    try: marshal.loads(data[:i])
    except (EOFError, ValueError, TypeError): bad += 1
print(bad == len(range(0, len(data), 3)))
for f in (lambda: marshal.loads("str"), lambda: marshal.loads(5), lambda: marshal.dumps(object()), lambda: marshal.dumps(lambda: 0), lambda: marshal.dumps(int), lambda: marshal.dumps([1, object()]), lambda: marshal.dumps(1, 99), lambda: marshal.dumps(code, allow_code=False), lambda: marshal.loads(data, allow_code=False), lambda: marshal.version >= 4):
    try: print(f())
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
l = [1]; l.append(l)
try: marshal.dumps(l); print("recursive list dumped")
except (ValueError, RecursionError) as e: print(type(e).__name__, e)
x = ("shared",); y = [x, x]; z = marshal.loads(marshal.dumps(y)); print(z, z[0] is z[1])
