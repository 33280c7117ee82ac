# Byte order marks once a file; files nobody closed; readinto1.
import io, warnings, os
for enc in ("utf-8-sig", "utf-16", "utf-32", "utf-16-le"):
    with open("f", "w", encoding=enc) as f: f.write("a"); f.write("é\n"); f.flush(); f.write("b")
    print(enc, open("f", "rb").read())
    with open("f", "a", encoding=enc) as f: f.write("c")
    print(open("f", "rb").read()[-8:], repr(open("f", encoding=enc).read()))
    with open("f", "r+", encoding=enc) as f: print(f.readline(), f.tell()); f.seek(0, 2); f.write("Z"); f.seek(0); print(repr(f.read()))
    with open("f", "w+", encoding=enc) as f: f.write("abc"); f.seek(0); f.write("xyz"); f.seek(0); print(repr(f.read()))
    with open("f", "r+", encoding=enc) as f: f.seek(0); f.truncate(); f.write("q")
    print(open("f", "rb").read())
t = io.TextIOWrapper(io.BytesIO(), encoding="utf-16"); t.write("a"); t.seek(0); t.write("b"); t.flush(); print(t.buffer.getvalue(), t.tell())
warnings.simplefilter("always")
def f(): open("f"); 
f()
def g(): x = open("f", "rb"); y = open("f", "wb", buffering=0); z = io.FileIO("f"); 
g()
b = io.BufferedReader(io.BytesIO(b"abcdef")); x = bytearray(4); print(b.readinto1(x), x, io.BytesIO(b"xy").readinto1(x), x)
class R(io.RawIOBase):
    n = 0
    def readable(self): return True
    def readinto(self, b): self.n += 1; b[:1] = b"%d" % self.n; return 1
r = io.BufferedReader(R(), 4); print(r.readinto1(x), x, r.readinto(x), x, r.read1(3), r.peek())
import pathlib
with open(pathlib.Path("f"), "w") as f: print(f.name, type(f.name).__name__, f.buffer.name, f.buffer.raw.name)
class P:
    def __fspath__(self): return b"f"
with open(P(), "rb") as f: print(f.name)
for bad in (1.5, None, [], type("Q", (), {"__fspath__": lambda s: 5})()):
    try: open(bad)
    except TypeError as e: print(e)
