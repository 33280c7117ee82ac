def show(code):
    b = bytearray(b"abcdef")
    try: exec(code, {"b": b}); print(f"{code:30}", b)
    except Exception as e: print(f"{code:30}", type(e).__name__, e)
for c in ["b[0] = 65", "b[-1] = 90", "b[1:3] = b'XYZ'", "b[1:1] = b'--'", "b[::2] = b'123'", "b[:] = []", "b[2:] = range(3)", "del b[0]", "del b[1:3]", "del b[::2]", "b.append(33)", "b.extend(b'gh')", "b.extend([1, 2])", "b.insert(0, 48)", "b.pop()", "b.pop(0)", "b.remove(99)", "b.reverse()", "b.clear()", "b += b'!'", "b *= 2", "b *= 0", "b[1:3] = 'XY'", "b[0] = 256", "b[0] = b'A'", "b[9] = 1", "b[::2] = b'12'", "b.append('a')", "b.append(-1)", "b.remove(1)", "b.extend('ab')", "b.insert('a', 1)", "b.pop(9)", "del b[9]", "b += 'x'", "b *= 'x'", "b[0:2] = 5", "b[0:2] = [256]", "b['a'] = 1", "b[1.0] = 1", "b[:2] = b", "b[3:] = memoryview(b'mv')", "b[1:5:2] = bytes(2)", "b[-3:-1] = bytearray(b'ZZZZ')", "b[True] = 66", "b.__init__(b'new')", "b.resize(8)", "b.resize(2)"]: show(c)
