import warnings, sys, io
def dep():
    warnings.warn("old thing", DeprecationWarning, stacklevel=2)
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    dep()
    warnings.warn("user text")
    warnings.warn(UserWarning("instance"))
    warnings.warn_explicit("explicit", RuntimeWarning, "file.py", 42)
for w in log:
    print(w.category.__name__, w.message, w.lineno if w.filename != "file.py" else (w.filename, w.lineno))
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for f in (dep, lambda: warnings.warn("x", FutureWarning), lambda: compile("'\\d'", "c", "exec")):
        try:
            f()
        except (Warning, SyntaxError) as e:
            print(type(e).__name__, e)
with warnings.catch_warnings(record=True) as log:
    warnings.resetwarnings()
    warnings.filterwarnings("ignore", message="quiet.*")
    warnings.filterwarnings("error", category=BytesWarning)
    warnings.filterwarnings("always", category=UserWarning)
    warnings.warn("quiet please")
    warnings.warn("loud")
    try: warnings.warn("b", BytesWarning)
    except BytesWarning as e: print("raised", e)
print([str(w.message) for w in log])
for bad in [(1, 2), ("m", int), ("m", UserWarning, "x")]:
    try: warnings.warn(*bad)
    except (TypeError, ValueError) as e: print(type(e).__name__, e)
print(warnings.formatwarning("msg", UserWarning, "nofile.py", 3, "  the line  "), end="")
old, sys.stderr = sys.stderr, io.StringIO()
with warnings.catch_warnings():
    warnings.simplefilter("once")
    for i in range(3): warnings.warn("only once")
text, sys.stderr = sys.stderr.getvalue(), old
print(text.count("only once"), "UserWarning" in text)
@warnings.deprecated("use new()")
def old_fn(): return 1
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always"); old_fn()
print(log[0].message, log[0].category.__name__, old_fn.__deprecated__)
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    exec(compile("assert (1, 'x')\nx = 1 is 1\n'\\q'\n[1](2)\n0xfor y in []: pass" if False else "assert (1, 'x')\nx = 1 is 1\n'\\q'\n", "w.py", "exec"))
for w in log: print(w.category.__name__, w.message, w.lineno)
