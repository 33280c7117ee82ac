# The warning for an invalid escape behind something that an error handler answered: the handler gives other bytes.
import codecs
import warnings


def other_bytes(e):
    e.object = b"ab\\q\\400" + bytes(e.object[e.end :])
    return "<>", 0


def same_bytes(e):
    return "?", e.end


codecs.register_error("other_bytes", other_bytes)
codecs.register_error("same_bytes", same_bytes)
for data in (b"\\xzz\\d", b"\\d\\xzz", b"\\u12\\777\\d", b"\\N{no such}\\400", b"\\x1\\\x00", b"plain\\U00110000\\-"):
    for errors in ("other_bytes", "same_bytes", "replace", "ignore", "strict"):
        with warnings.catch_warnings(record=True) as found:
            warnings.simplefilter("always")
            try:
                answer = codecs.unicode_escape_decode(data, errors)
            except ValueError as e:
                answer = f"{type(e).__name__}: {e}"
        print(data, errors, ascii(answer), [str(w.message) for w in found])
for data in (b"\\d\\400", b"\\400\\d", b"\\x\\d", b"\\\x00", b"\\\xff"):
    for errors in ("strict", "replace", "ignore"):
        with warnings.catch_warnings(record=True) as found:
            warnings.simplefilter("always")
            try:
                answer = codecs.escape_decode(data, errors)
            except ValueError as e:
                answer = f"{type(e).__name__}: {e}"
        print(data, errors, ascii(answer), [ascii(str(w.message)) for w in found])
