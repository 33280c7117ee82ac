print(b"%s %b %d %x %c %r %a" % (b"s", bytearray(b"b"), 5, 255, 65, "r", "é"), b"%5s|%-5s|%05d|%.2f" % (b"a", b"b", 3, 1.5), b"%(k)s" % {b"k": b"v"}, b"%%" % (), b"%c" % b"z", b"%#x %+d" % (255, 1), b"%.1s" % b"abc", b"%i%%" % 50)
class B:
    def __bytes__(self): return b"dunder"
print(b"%s" % B(), b"%b" % memoryview(b"mv"), bytearray(b"%s!") % b"x", b"%e" % 1e10, b"%*d" % (5, 42), b"%o %X" % (8, 255))
for f, a in [(b"%s", "str"), (b"%b", 5), (b"%d", b"1"), (b"%c", 256), (b"%c", b"ab"), (b"%s %s", (b"a",)), (b"a", b"b"), (b"%(a)s", {"a": b"x"}), (b"%(a)s", 5), (b"%z", 1), (b"%", 1), (b"%x", 1.5), (b"%c", "a"), (b"%s", None)]:
    try: print(f, f % a)
    except Exception as e: print(f, a, "->", type(e).__name__, e)
import struct
print(struct.pack("<hIq", -1, 2, -3), struct.unpack("<hIq", struct.pack("<hIq", -1, 2, -3)), struct.calcsize("<bhiqfd"), struct.pack(">f", 1.5), struct.pack("3s2x?c", b"abcdef", True, b"z"), struct.unpack(">H", b"\x01\x02"))
print(list(struct.iter_unpack("<H", b"\x01\x00\x02\x00")), struct.unpack_from("<B", b"abc", 1), struct.Struct("<e").pack(1.0), struct.pack("<5p", b"hello world"), struct.pack("=n" if 0 else "<Q", 2 ** 64 - 1))
buf = bytearray(8)
struct.pack_into(">I", buf, 2, 0xDEADBEEF)
print(buf, struct.unpack_from(">I", buf, 2)[0] == 0xDEADBEEF, struct.Struct("<2h").size, struct.Struct("<2h").format)
for f, *a in [("<B", 256), ("<b", -129), ("<H", "a"), ("<i",), ("<i", 1, 2), ("z", 1), ("<f", "x"), ("<c", b"ab"), ("<s", 5), ("<I", -1), ("<Q", 2 ** 64), ("<e", 1e6), ("<f", 1e40)]:
    try: print(struct.pack(f, *a))
    except (struct.error, OverflowError) as e: print(f, type(e).__name__, e)
for f in (lambda: struct.unpack("<I", b"abc"), lambda: struct.unpack_from("<I", b"abcd", 2), lambda: struct.calcsize("<z"), lambda: struct.pack_into("<I", b"abcd", 0, 1), lambda: list(struct.iter_unpack("<H", b"abc"))):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
