s = "aé€😀"
for enc in ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le", "utf-8-sig", "latin-1", "ascii", "cp1252", "utf-7", "unicode_escape", "raw_unicode_escape", "punycode"]:
    try:
        b = s.encode(enc)
        print(enc, b, b.decode(enc) == s)
    except UnicodeError as e:
        print(enc, type(e).__name__, ascii(str(e)))
for err in ["ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace", "surrogateescape", "strict"]:
    try:
        print(err, s.encode("ascii", err))
    except UnicodeError as e:
        print(err, type(e).__name__, e.start, e.end, e.reason)
bad = b"a\xff\xc3(\xe2\x82\xf0\x9f\x98\x80\x80z\xed\xa0\x80\xc0\x80\xf4\x90\x80\x80\xe2\x82"
for err in ["ignore", "replace", "backslashreplace", "surrogateescape", "strict"]:
    try:
        print(err, ascii(bad.decode("utf-8", err)))
    except UnicodeError as e:
        print(err, e)
for b in [b"\x80", b"\xc3", b"\xc3a", b"\xe2\x82", b"\xe2(\xa1", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xf0\x80\x80\x80", b"\xe0\x80\x80", b"ok\xfe", b"\xf0\x9f\x98", b"\xc1\xbf"]:
    try:
        b.decode()
    except UnicodeDecodeError as e:
        print(b, e.start, e.end, e.reason)
print(ascii(b"x\x80y".decode("ascii", "surrogateescape")), "x\udc80y".encode("ascii", "surrogateescape"), "\ud800".encode("utf-8", "surrogatepass"), b"\xed\xa0\x80".decode("utf-8", "surrogatepass") == "\ud800")
print(b"\xff\xfea\x00".decode("utf-16"), b"\xfe\xff\x00a".decode("utf-16"), b"\xef\xbb\xbfx".decode("utf-8-sig"), ascii(b"\xef\xbb\xbfx".decode("utf-8")), b"a\\u20ac\\n\\x41".decode("unicode_escape"))
import codecs
codecs.register_error("mine", lambda e: (f"<{ascii(e.object[e.start:e.end])}>", e.end))
print("aéb€€c".encode("ascii", "mine"), codecs.lookup("UTF8").name, codecs.lookup("latin1").name, codecs.encode("abc", "rot13"))
for code in ["'a'.encode('nope')", "b'a'.decode('nope')", "'é'.encode('ascii', 'nope')", "'a'.encode('hex')", "b'a'.decode('rot13')", "'a'.encode(1)", "'a'.encode('ascii', 1)", "'a'.encode('utf\\0')", "codecs.lookup_error('nope')", "'\\ud800'.encode()", "'ab\\udfffc'.encode('utf-16')", "'€'.encode('latin1')", "'é€'.encode('cp437')"]:
    try:
        print(code, eval(code))
    except Exception as e:
        print(code, "->", type(e).__name__, e)
d = codecs.getincrementaldecoder("utf-8")()
print([d.decode(bytes([b])) for b in "€x".encode()], codecs.BOM_UTF8, "a".encode("UTF_8"), "a".encode("u8"), "é".encode("L1"))
