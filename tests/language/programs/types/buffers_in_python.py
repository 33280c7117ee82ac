# __buffer__ and __release_buffer__.
# PEP 688: classes with __buffer__, and release callbacks.
class inspect:
  class BufferFlags(int): SIMPLE=0;WRITABLE=1;FULL_RO=284;FULL=285
class Buf:
    def __init__(self, data): self.data, self.held = bytearray(data), 0
    def __buffer__(self, flags):
        print("buffer", inspect.BufferFlags(flags).name if flags in (0, 1) else flags & 1)
        self.held += 1
        return memoryview(self.data)
    def __release_buffer__(self, view):
        print("release", self.held, bytes(view))
        self.held -= 1
        view.release()
b = Buf(b"xyz")
with memoryview(b) as m:
    print(m[0], m.tobytes(), b.held)
    m[1] = 65
print(b.data, b.held)
print(bytes(b), bytearray(b))
print(b"-".join([b]), b"abcxAz".find(b), int.from_bytes(b, "big"))
class NoRelease:
    def __buffer__(self, flags): return memoryview(b"const")
print(bytes(NoRelease()), b"".join([NoRelease()]), NoRelease().__buffer__(0).tobytes())
for bad in (type("A", (), {"__buffer__": lambda s, f: b"not a view"}), type("B", (), {"__buffer__": lambda s, f: 1 / 0}), type("C", (), {"__buffer__": None}), type("D", (), {})):
    try: memoryview(bad())
    except (TypeError, ZeroDivisionError) as e: print(type(e).__name__, e)
from collections.abc import Buffer
print(isinstance(b, Buffer), isinstance(b"", Buffer), isinstance("", Buffer), issubclass(bytearray, Buffer))
mv = b"abc".__buffer__(0)
print(type(mv).__name__, mv.tobytes()); mv.release()
class Sub(bytearray):
    def __buffer__(self, flags):
        print("sub buffer"); return super().__buffer__(flags)
s = Sub(b"sub")
print(memoryview(s).tobytes())
try: (5).__buffer__(0)
except AttributeError as e: print(e)
print(hash(memoryview(b"x")) == hash(b"x"), memoryview(memoryview(b"nest"))[1:].obj, bytes(memoryview(b"abcdef")[::2]))
