# Document 001: the internal working of sys.
import atexit
import gc
import io
import os
import sys
import threading
import time
import weakref
from claim import claim, here, raises

# 1. initialization
claim("executable, prefix and base_prefix are strings", all(type(s) is str and s for s in (sys.executable, sys.prefix, sys.base_prefix)))
claim("prefix is base_prefix outside a virtual environment", sys.prefix == sys.base_prefix and sys.exec_prefix == sys.base_exec_prefix)
claim("prefix is an absolute directory", os.path.isabs(sys.prefix))
here(
    "the library is below the prefix",
    os.path.samefile(os.path.dirname(os.__file__), os.path.join(sys.prefix, sys.platlibdir, "python3.14")),
    "Pyodide's is in a zip file",
)

# 2. module loading
before = len(sys.modules)
import colorsys

claim("sys tracks module loading", len(sys.modules) == before + 1 and list(sys.modules)[-1] == "colorsys")

# 3. execution


def outer():
    return inner()


def inner():
    frame = sys._getframe()
    names = []
    while frame:
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names, sys._getframe(1).f_code.co_name


claim("the current frame and those that called it", outer() == (["inner", "outer", "<module>"], "outer"))
claim("_getframe beyond the stack", raises(ValueError, sys._getframe, 1000) == "call stack is not deep enough")


def look():
    local = "value"
    frame = sys._getframe()
    return frame.f_locals["local"], frame.f_globals is globals(), frame.f_lineno - frame.f_code.co_firstlineno


claim("f_locals, f_globals, f_lineno of a running function", look() == ("value", True, 3))
claim("_current_frames maps threads to their frames", sys._current_frames() == {threading.get_ident(): sys._getframe()})

# 4. cleanup and exit
for code, shown in ((None, None), (3, 3), ("a message", "a message"), ((1, 2), (1, 2))):
    try:
        sys.exit(code)
    except SystemExit as end:
        claim(f"sys.exit({code!r}) raises SystemExit", end.code == shown)
order = []
claim("atexit.register returns the function", atexit.register(order.append, 1) == order.append)
atexit.register(order.append, 2)
atexit._run_exitfuncs()
claim("functions run in reverse order at exit", order == [2, 1])

# Global state
claim("modules, path, meta_path, path_hooks", [type(getattr(sys, n)).__name__ for n in ("modules", "path", "meta_path", "path_hooks")] == ["dict", "list", "list", "list"])
claim("path_hooks are callables", len(sys.path_hooks) >= 2 and all(callable(h) for h in sys.path_hooks))
claim("a hook that does not want a path raises ImportError", bool(raises(ImportError, sys.path_hooks[0], "/nowhere")))
claim("path_importer_cache is filled by them", type(sys.path_importer_cache) is dict and len(sys.path_importer_cache) >= 1)

# Thread-local state
if sys.implementation.name == "krait":
    results = []
    started = threading.Barrier(4)
    done = threading.Barrier(4)

    def each():
        started.wait()
        try:
            raise ValueError(threading.get_ident())
        except ValueError:
            frames = sys._current_frames()
            results.append((sys.exc_info()[1].args[0] == threading.get_ident(), len(frames), frames[threading.get_ident()] is sys._getframe()))
            done.wait()

    workers = [threading.Thread(target=each) for _ in range(3)]
    for w in workers:
        w.start()
    started.wait()
    frames = sys._current_frames()
    idents = {w.ident for w in workers}
    done.wait()
    for w in workers:
        w.join()
    why = "Pyodide has no threads"
    here("each thread has its own frame stack", results == [(True, 4, True)] * 3, why)
    here("_current_frames sees them from outside", idents < set(frames) and len(frames) == 4, why)
    here("threads that ended are gone", set(sys._current_frames()) == {threading.get_ident()}, why)
    here("the others' exceptions are not ours", sys.exc_info() == (None, None, None), why)
claim("current_thread().ident is get_ident()", threading.current_thread().ident == threading.get_ident() == threading.main_thread().ident)

# Exceptions
claim("outside a handler exc_info is empty", sys.exc_info() == (None, None, None) and sys.exception() is None)
try:
    1 / 0
except:
    kind, error, trace = sys.exc_info()
    claim("exc_info in a handler", kind is ZeroDivisionError and str(error) == "division by zero" and trace.tb_frame is sys._getframe())
    claim("sys.exception() is the same", sys.exception() is error and error.__traceback__ is trace)
    try:
        raise KeyError(1)
    except KeyError as nested:
        claim("the innermost handler's", sys.exception() is nested and nested.__context__ is error)
    claim("after it, the outer one again", sys.exception() is error)
claim("and after all, none", sys.exc_info() == (None, None, None))

# Streams
claim("stdin, stdout, stderr are TextIOWrappers", all(type(s) is io.TextIOWrapper for s in (sys.stdin, sys.stdout, sys.stderr)))
claim("their names", [s.name for s in (sys.stdin, sys.stdout, sys.stderr)] == ["<stdin>", "<stdout>", "<stderr>"])
claim("their descriptors", [s.fileno() for s in (sys.stdin, sys.stdout, sys.stderr)] == [0, 1, 2])
saved, sys.stderr = sys.stderr, io.StringIO()
print("to stderr", file=sys.stderr)
text, sys.stderr = sys.stderr.getvalue(), saved
claim("redirection affects what writes to sys.stderr", text == "to stderr\n")
saved, sys.stdin = sys.stdin, io.StringIO("a line\n")
line = input()
sys.stdin = saved
claim("redirection of stdin affects input()", line == "a line")

# Memory
log = []


class MyObject:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


obj = MyObject("test")
claim("+1 for getrefcount's argument", sys.getrefcount(obj) == 2)
other = [obj]
del obj
claim("__del__ is not called while a reference is left", log == [])
other.clear()
claim("__del__ is called when the count reaches 0", log == ["test"])
here("the thresholds are (700, 10, 10)", gc.get_threshold() == (700, 10, 10), "CPython 3.14 says (2000, 10, 0)")


def trace_nothing(frame, event, arg):
    return None


sys.settrace(trace_nothing)
a = []
a.append(a)
ref = weakref.ref(MyObject("cycle"))
del a
found = gc.collect()
sys.settrace(None)
claim("the collector works while a trace function is set", found >= 1 and log == ["test", "cycle"])

# Performance: reading an attribute of sys makes nothing
blocks = sys.getallocatedblocks()
for _ in range(1000):
    version = sys.version
claim("accessing sys attributes allocates nothing", sys.getallocatedblocks() - blocks < 10)
claim("sys.version is one object", sys.version is version)
claim("time.time() grows", time.time() <= time.time())

# Memory usage
claim("sys.modules can be large", sys.getsizeof(sys.modules) > sys.getsizeof({}) and len(sys.modules) > 20)
claim("the size of sys.path's strings", sum(sys.getsizeof(p) for p in sys.path) > sum(len(p) for p in sys.path))
claim("sys objects are shared", sys.modules is __import__("sys").modules)

# Security
with open("injected.py", "w") as f:
    f.write("here = True\n")
os.mkdir("malicious")
os.rename("injected.py", "malicious/json.py")
sys.path.insert(0, "malicious")
import json

claim("sys.path.insert(0, ...): module injection", json.here is True)
sys.path.pop(0)
sys.setrecursionlimit(10**6)
claim("setrecursionlimit(10**6)", sys.getrecursionlimit() == 10**6)
sys.setrecursionlimit(1000)
