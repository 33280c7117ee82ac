# What _sre says of what re never gives it.
import _sre

for code in ["abc"], [-1], [2**70], [1.5], [None]:
    try:
        _sre.compile("", 0, code, 0, {}, ())
    except (TypeError, OverflowError) as e:
        print(type(e).__name__)
for args in ("", ["", -1, ""]), ("", []), ("", ["", "a", ""]), ("", 5), (5, [""]), (None, ["", 0, ""]):
    try:
        print(type(_sre.template(*args)))
    except TypeError as e:
        print(e)
