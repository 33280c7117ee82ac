import io, sys
s = io.StringIO("line one\nline two\nlast")
print(s.readline(), s.read(4), s.tell(), s.readlines(), s.read(), s.seek(0), list(s), s.getvalue()[:4], s.closed, s.readable(), s.writable(), s.seekable(), s.truncate(4), s.getvalue(), s.newlines, s.line_buffering)
b = io.BytesIO(b"abc\ndef")
print(b.read(2), b.readline(), b.tell(), b.getbuffer()[0], b.getvalue(), b.seek(-2, 2), b.read(), b.write(b"XY"), b.getvalue(), b.readinto(bytearray(3)), b.seek(0), b.readinto(x := bytearray(3)), x, b.read1(1), b.truncate(2), b.getvalue())
w = io.StringIO(); print("x", 1, file=w, end=""); w.write("é😀"); w.writelines(["a", "b"]); print(w.getvalue(), w.tell(), w.seek(1), w.write("Z"), w.getvalue())
for nl in (None, "", "\n", "\r\n"):
    t = io.StringIO("a\r\nb\nc\rd", newline=nl); print(repr(nl), t.readlines(), repr(t.getvalue()), t.newlines)
t = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\r\n", write_through=True); t.write("a\nb"); t.flush(); print(t.buffer.getvalue(), t.encoding, t.errors, t.line_buffering)
t = io.TextIOWrapper(io.BytesIO("é\nb\xffc".encode("latin-1")), encoding="utf-8", errors="replace"); print(t.read())
r = io.BufferedReader(io.BytesIO(b"0123456789"), 4); print(r.peek(2)[:2], r.read(3), r.tell(), r.read1(10), r.read(), r.seek(1), r.readline(3))
bw = io.BufferedWriter(raw := io.BytesIO(), 4); bw.write(b"ab"); print(raw.getvalue()); bw.write(b"cdefg"); bw.flush(); print(raw.getvalue())
rw = io.BufferedRandom(io.BytesIO(b"hello")); rw.read(2); rw.write(b"LL"); rw.seek(0); print(rw.read())
for f in (lambda: s.seek(-1), lambda: s.write(b"x"), lambda: b.write("x"), lambda: io.StringIO(5), lambda: io.BytesIO("x"), lambda: s.close() or s.read(), lambda: s.getvalue(), lambda: io.StringIO("a", newline="x"), lambda: b.seek(0, 9), lambda: io.open("/no/such/file/anywhere"), lambda: io.open("x", "zz"), lambda: io.open("x", "rb", encoding="utf-8"), lambda: b.seek(-5), lambda: io.BytesIO(b"x").readinto("x"), lambda: io.IOBase().read(), lambda: io.RawIOBase().read(), lambda: io.StringIO().detach(), lambda: io.BytesIO().fileno(), lambda: r.write(b"x"), lambda: bw.read(), lambda: memoryview(b.getbuffer()).release() or b.write(b"ok")):
    try: print(f())
    except Exception as e: print(type(e).__name__, str(e)[:70] if not isinstance(e, OSError) or isinstance(e, io.UnsupportedOperation) else type(e).__name__)
with io.StringIO("with") as q: print(q.read())
print(q.closed, isinstance(sys.stdout, io.TextIOBase), issubclass(io.StringIO, io.IOBase), io.DEFAULT_BUFFER_SIZE > 0, io.SEEK_SET, io.UnsupportedOperation.__mro__[1:3])
class Raw(io.RawIOBase):
    def __init__(self): self.data = b"raw bytes here"; self.out = []
    def readable(self): return True
    def writable(self): return True
    def readinto(self, b): n = min(len(b), 4, len(self.data)); b[:n] = self.data[:n]; self.data = self.data[n:]; return n
    def write(self, b): self.out.append(bytes(b)); return len(b)
raw = Raw(); print(io.BufferedReader(raw).read(6), raw.readall(), io.TextIOWrapper(io.BufferedWriter(raw2 := Raw())).write("text"))
mv = io.BytesIO(b"x" * 10); v = mv.getbuffer()
try: mv.truncate(2)
except BufferError as e: print(e)
v.release(); mv.truncate(2); print(mv.getvalue(), list(io.BytesIO(b"a\nb\n")), io.BytesIO(b"a\nb").readlines(), io.StringIO("x\ny").__next__())
