# Escapes of every kind, in str and bytes, raw or not.
print(ascii("\x41\u00e9\U0001F600\N{GREEK SMALL LETTER ALPHA}\101\0\7\18"), len("\
"), "\\\'\"\a\b\f\n\r\t\v".encode())
print(b"\x41\377\0\'\"\\\
", rb"\x41\n", br'\'', R"\N{x}\u12", len(r"\\"), repr(r'\"'))
print("\N{LATIN SMALL LETTER A}\N{DIGIT ONE}\N{SPACE}|".encode(), "\x7f\x80".encode("latin-1"))
print('''it''s''', """a"b""c\"""", "\u2028" == "\u2028", "\ud800" != "\udc00", len("\ud83d\ude00"))
import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    for s in (r"'\d'", r"b'\q'", r"'\400'", r"f'\w{1}'", r"'''a\y'''", r"'\8'"): print(s, ascii(eval(s)))
print([str(x.message).split(" is an")[0] for x in w])
