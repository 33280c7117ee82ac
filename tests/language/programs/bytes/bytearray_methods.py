a = bytearray(b"abc")
a.append(100); a.extend(b"ef"); a.extend([103]); a.insert(0, 65); a += b"!"; a *= 2
print(a, len(a), a.pop(), a.pop(0), a, a.remove(98), a, a.reverse(), a, a.copy() is a, a.index(b"!"), a.find(b"zz"))
a[0] = 90; a[1:3] = b"longer piece"; a[::5] = bytes(len(a[::5])); print(a)
del a[0], a[2:4], a[::3]; print(a)
a.clear(); print(a, bytearray(), bytearray(3), bytearray("é", "utf-8"), bytearray([1, 2]), bytearray(b"x" * 3))
b = c = bytearray(b"q")
b += b"r"; print(c, b is c, b == b"qr", b"qr" == b, b < b"zz", bytes(b), b.decode(), b.hex(), repr(b), str(b), b.upper(), type(b.upper()).__name__, type(b[0:1]).__name__, b[0], 113 in b, b"r" in b)
for f in ["a.append(256)", "a.append('x')", "a.append(b'x')", "a.insert(0, -1)", "a.pop()", "a.remove(5)", "a.extend('abc')", "a.extend([256])", "a.extend(5)", "a[0]", "bytearray([300])", "bytearray('a')", "hash(a)", "bytearray(-1)", "a.index(b'x')", "a.remove('a')", "a + 'x'", "a.join([5])", "a.resize(-1)", "a.extend([1, 'x'])", "bytearray(b'ab').pop(5)", "{a}"]:
    try: print(f, eval(f))
    except Exception as e: print(f, "->", type(e).__name__, e)
for code in ["x[0] = 256", "x[0] = 'a'", "x[9] = 1", "x[0:2] = 'ab'", "x[0:2] = 5", "x[::2] = b'abc'", "x[1:2] = [1, 2, 3]", "x[0:0] = (5 for _ in range(3))", "del x[9]", "x[:] = x", "x[1:1] = x", "x += [1]", "x += 'a'", "x[-1:] = b''", "x *= -1", "x['a'] = 1", "x[0:1] = memoryview(b'mm')", "x[1] = True"]:
    x = bytearray(b"abc")
    try: exec(code); print(f"{code:28}", x)
    except Exception as e: print(f"{code:28}", type(e).__name__, e, x)
m = memoryview(x)
for f in (lambda: x.append(1), lambda: x.clear(), lambda: x.pop(), lambda: x.extend(b"zz"), lambda: x.__delitem__(0), lambda: x.__setitem__(slice(0, 1), b"longer")):
    try: f()
    except BufferError as e: print(e)
x[0:1] = b"Z"; print(x, m[0]); m.release(); x.append(33); print(x)
y = bytearray(b"resize"); y.resize(3); print(y); y.resize(5); print(y)
z = bytearray(range(10)); z[2:8:2] = z[7:1:-2]; print(z, z.translate(None, b"\x00\x01"), z.take_bytes(2) if hasattr(z, "take_bytes") else "", bytearray.fromhex("0aff"), bytearray.maketrans(b"a", b"b")[97])
for i in range(1000): z.append(i % 256)
del z[:500]; print(len(z), z[:5], z[-5:], sum(z), z.count(b"\x05"), z.find(b"\x0a\x0b"), z.rfind(255), bytes(z).startswith(bytes(z[:3])))
