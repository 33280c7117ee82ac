import traceback
e = ValueError("base")
print(hasattr(e, "__notes__"))
e.add_note("first")
e.add_note("second\nline")
print(e.__notes__)
print("".join(traceback.format_exception_only(e)))
for bad in [1, None]:
    try:
        e.add_note(bad)
    except TypeError as t:
        print(t)
e.__notes__.append("appended")
e.__notes__.append(5)
print("".join(traceback.format_exception_only(e)))
e.__notes__ = "a string"
print("".join(traceback.format_exception_only(e)))
e.__notes__ = 42
print("".join(traceback.format_exception_only(e)))
try:
    e.add_note("x")
except TypeError as t:
    print(t)
del e.__notes__
e.add_note("again")
print(e.__notes__)
try:
    try:
        raise KeyError("k")
    except KeyError as k:
        k.add_note("note on k")
        raise
except KeyError as again:
    again.add_note("note 2")
    print(again.__notes__, again)
eg = ExceptionGroup("g", [ValueError(1)])
eg.add_note("group note")
eg.exceptions[0].add_note("leaf note")
print("".join(traceback.format_exception(eg)))
print(eg.subgroup(ValueError).__notes__, eg.split(ValueError)[0].__notes__, eg.derive([KeyError()]).__dict__)
