for c in ["'", '"', "'\"", "\\", "\n\r\t", "\x00\x01\x1f", "\x7f", "\x80\x9f", "\xa0", "\xad", "é", "\u0378", "\u200b", "\u2028", "\ud800", "\udfff", "\ue000", "\ufeff", "\uffff", "😀", "\U000e0001", "\U0010ffff", "\U0001fbff", "à", "a\u0300", "한", "\u115f"]:
    print(len(c), ascii(c), end=" ")
    r = repr(c)
    print(ascii(r), eval(r) == c)
print(ascii([1, "é", {"ü": "😀"}]), "%a" % "é", f"{'é'!a}", ascii("\x80"), ascii(b"\x80"))
print("\N{SNOWMAN} \N{LATIN SMALL LETTER A WITH GRAVE} \N{CJK UNIFIED IDEOGRAPH-4E00} \N{latin capital letter eth} \N{HANGUL SYLLABLE HAN} \N{GREEK CAPITAL LETTER OMEGA}")
for bad in [r"'\x4'", r"'\u12'", r"'\U0011'", r"'\U00110000'", r"'\N{no such}'", r"'\N'", r"'\N{'", r"b'\x4'", r"b'é'", r"'\xg'", r"'\ud800'.encode()"]:
    try:
        print(bad, ascii(eval(bad)))
    except (SyntaxError, UnicodeEncodeError) as e:
        print(bad, "->", type(e).__name__, e.args[0] if isinstance(e, SyntaxError) else e)
print(str(b"abc", "ascii"), str(b"\xe9", "latin1"), str(object=5), str(), str(b"x"), str(bytearray(b"y"), encoding="utf-8"), str(b"\xff", errors="replace") == "\ufffd")
print(chr(0x1F600), ord("😀"), chr(0) == "\0", ord("\U0010ffff"), "😀".encode("utf-16-le"), "€".encode("utf-8"), len("😀"), "a" < "B", "Z" < "a" < "é" < "€" < "😀", "" < "a", "ab" < "abc")
