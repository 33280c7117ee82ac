# Null bytes, bad encodings, odd types where source or names are expected.
for src in [b"x = '\xff'", b"\xff\xfe", "x\0y", b"x\0", b"# coding: nope\n1", b"'\xe9'", b"# coding: latin-1\nr = '\xe9'", b"\xef\xbb\xbfr = 'bom'", bytearray(b"r = 'ba'"), memoryview(b"r = 'mv'"), b"", "\ud800", "'\ud800'", "\u200b", "a\u00a0=1", "# \ud800"]:
    ns = {}
    try: exec(src, ns); print(repr(src)[:40] if not isinstance(src, memoryview) else "memoryview", ascii(ns.get("r")))
    except Exception as e: print(ascii(src)[:40], type(e).__name__, ascii(str(e))[:110])
for f in (lambda: eval("1", "x"), lambda: compile("x", "a\0b", "exec"), lambda: __import__("a\0b"), lambda: getattr(1, "a\0b"), lambda: setattr(type("A", (), {})(), "\ud800", 1), lambda: type("a\0b", (), {}), lambda: type("\ud800", (), {}).__name__ == "\ud800", lambda: open("a\0b"), lambda: int("1\0"), lambda: float("1\0"), lambda: complex("1\0"), lambda: "a\0b".encode("ascii"), lambda: b"\0".decode(), lambda: str(b"\xff", "utf-8"), lambda: bytes("\ud800", "utf-8"), lambda: print("\ud800", file=__import__("io").TextIOWrapper(__import__("io").BytesIO(), "utf-8")), lambda: exec("class \u00e9: pass\nprint(ascii(\u00e9.__name__))"), lambda: globals().__setitem__("a b", 1) or eval("1"), lambda: {}["\0"], lambda: "\0" in "a\0", lambda: "%s" % "\0" == "\0", lambda: f"{chr(0)!r}", lambda: chr(0).isprintable(), lambda: "\0".join("ab").split("\0"), lambda: "a\0b".find("\0"), lambda: hash("\0") == hash("\0\0")):
    try: print(ascii(f()))
    except Exception as e: print(type(e).__name__, ascii(str(e))[:90])
