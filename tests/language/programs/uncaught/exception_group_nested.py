def leaf(kind, msg):
    try:
        raise kind(msg)
    except kind as e:
        return e

inner = ExceptionGroup("inner", [leaf(KeyError, "k"), ExceptionGroup("deep", [OSError("os")])])
inner.add_note("a note on the inner group")
print("raising")
try:
    raise inner
except ExceptionGroup as e:
    raise ExceptionGroup("outer", [leaf(ValueError, "v"), e, leaf(RuntimeError, "r")]) from leaf(IndexError, "cause")
