# Where a text stream says it stands, for decoders that hold something back, and coming back there.
import io, codecs

samples = ['ab\ncd\n', 'é€\U0001f600x\ny', 'a\r\nb\rc\n', 'one\r', '']
for encoding in ('utf-8', 'utf-16', 'utf-16-le', 'utf-32', 'utf-8-sig', 'utf-7', 'latin-1'):
    for newline in (None, '', '\n', '\r\n'):
        for text in samples:
            data = text.encode(encoding, 'replace')
            for chunk in (1, 3, 100):
                f = io.TextIOWrapper(io.BytesIO(data), encoding, newline=newline)
                f._CHUNK_SIZE = chunk
                cookies = [f.tell()]
                while c := f.read(1):
                    cookies.append(f.tell())
                tails = []
                for i, cookie in enumerate(cookies):
                    f.seek(cookie)
                    tails.append(f.read()[:2])
                if chunk < 100:
                    print(encoding, repr(newline), chunk, cookies, tails)


class Late(codecs.IncrementalDecoder):
    """Gives pairs; what is left over comes at the end."""

    def __init__(self, errors='strict'):
        self.left = b''

    def decode(self, data, final=False):
        data = self.left + bytes(data)
        n = len(data) if final else len(data) // 2 * 2
        self.left = data[n:]
        return data[:n].decode('ascii').upper()

    def getstate(self):
        return self.left, 5

    def setstate(self, state):
        self.left = state[0]

    def reset(self):
        self.left = b''


latin = codecs.lookup('latin-1')
codecs.register(lambda name: codecs.CodecInfo(latin.encode, latin.decode, name='late', incrementaldecoder=Late,
                                              incrementalencoder=latin.incrementalencoder) if name == 'late' else None)
f = io.TextIOWrapper(io.BytesIO(b'abcdefg'), 'late', newline='\n')
for n in (1, 2, 1, 3):
    print(f.read(n), f.tell())
    cookie = f.tell()
    rest = f.read()
    f.seek(cookie)
    print(rest, f.read() == rest)
    f.seek(cookie)

# Writing more than a chunk at once, and writes while one is written.
class Raw(io.RawIOBase):
    def __init__(self):
        self.got = []
    def writable(self):
        return True
    def write(self, data):
        self.got.append((len(data), bytes(data[:3])))
        if len(self.got) == 1 and t:
            t.write('middle')
        return len(data)
t = None
raw = Raw()
t = io.TextIOWrapper(raw, 'ascii', newline='\n')
t._CHUNK_SIZE = 10
t.write('abc')
t.write('def')
print(raw.got)
t.write('g' * 8)
print(raw.got)
t.write('h' * 30)
print(raw.got)
t.flush()
print(raw.got)

# The text behind a line that was read stays, when the stream has no position to go back to.
p = io.BufferedRWPair(io.BytesIO(b'foo\nbar\n'), io.BytesIO())
f = io.TextIOWrapper(p)
print(repr(f.readline()), f.write('x'), repr(f.readline()))

# A new encoding in the middle of a file writes no mark.
raw = io.BytesIO()
t = io.TextIOWrapper(raw, 'ascii', newline='\n')
t.write('abc\n')
t.reconfigure(encoding='utf-8-sig')
t.write('dé\n')
t.reconfigure(encoding='utf-16')
t.write('e')
t.flush()
print(raw.getvalue())
t = io.TextIOWrapper(raw2 := io.BytesIO(), 'ascii')
t.reconfigure(encoding='utf-16')
t.write('e')
t.flush()
print(raw2.getvalue())
raw3 = t.detach()
print(repr(t), t.encoding, t.errors, t.line_buffering, t.write_through)
for name in ('buffer', 'name', 'closed', 'newlines', '_CHUNK_SIZE'):
    try:
        print(name, getattr(t, name))
    except ValueError as e:
        print(name, e)

class Source(io.RawIOBase):
    def __init__(self, *parts):
        self.parts = list(parts)
    def readable(self):
        return True
    def readinto(self, b):
        part = self.parts.pop(0) if self.parts else b''
        b[:len(part)] = part
        return len(part)

for size in (4, 10):
    for room in (1, 2, 7, 10, 11, 20):
        f = io.BufferedReader(Source(b'abc', b'de', b'fgh', b'jkl'), size)
        f.peek()
        b = bytearray(room)
        print(size, room, [(n := f.readinto1(b), bytes(b[:n])) for _ in range(3)], len(f.raw.parts))
