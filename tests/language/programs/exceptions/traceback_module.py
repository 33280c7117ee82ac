import traceback, sys
def inner(d): return d["missing"]
def outer():
    try:
        inner({"a": 1})
    except KeyError as e:
        raise ValueError("wrapped") from e
try:
    outer()
except ValueError as e:
    print("".join(traceback.format_exception(e)))
    print("".join(traceback.format_exception(e, chain=False)))
    print("".join(traceback.format_exception(e, limit=1)))
    print("".join(traceback.format_exception(e, limit=-1)))
    print(traceback.format_exception_only(e), traceback.format_exception_only(type(e), e))
    te = traceback.TracebackException.from_exception(e, capture_locals=True)
    print(te.exc_type_str, str(te), len(te.stack), te.stack[0].name, te.__cause__.exc_type_str)
    print("".join(te.__cause__.stack.format()))
    fs = traceback.extract_tb(e.__traceback__)[-1]
    print(fs.lineno, fs.name, fs.line, fs.colno, fs.end_colno, fs.end_lineno)
    traceback.print_exc(file=sys.stdout)
    traceback.print_tb(e.__traceback__, file=sys.stdout)
print(traceback.format_exc())
def st(): return traceback.extract_stack(limit=2)
s = st()
print([(f.name, f.lineno, f.line) for f in s])
print("".join(traceback.format_list([("file.py", 3, "func", "code here"), ("g.py", 4, "h", None)])))
fs = traceback.FrameSummary("nofile.py", 1, "n", lookup_line=False, line=" x = 1 ")
print(fs, fs.line, tuple(fs), fs == ("nofile.py", 1, "n", "x = 1"))
def rec(n): return rec(n - 1) if n else 1 / 0
try:
    rec(10)
except ZeroDivisionError as e:
    print("".join(traceback.format_exception(e)))
