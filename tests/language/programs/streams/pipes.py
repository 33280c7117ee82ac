# A pipe is one stream: what was written in parts is read as it comes.
import os

r, w = os.pipe()
os.write(w, b"ab")
os.write(w, b"cd")
print(os.read(r, 64))
os.write(w, b"x" * 10)
os.write(w, b"y" * 5)
print(os.read(r, 12), os.read(r, 2), os.read(r, 64))
print(os.writev(w, [b"q", b"", b"rs"]), os.read(r, 2), os.read(r, 2))
os.write(w, b"abcd")
parts = bytearray(3), bytearray(1)
print(os.readv(r, parts), parts)
os.write(w, b"line 1\nli")
os.write(w, b"ne 2\nrest")
with os.fdopen(r, "rb") as file:
    print(file.readline(), file.readline(), file.read(4))
os.close(w)
