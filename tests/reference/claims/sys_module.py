# Document 000: the sys module.
import io
import os
import sys
import types
from claim import claim, here, raises

# 1. sys.modules
claim("sys.modules is a dictionary", type(sys.modules) is dict)
claim("... that maps module names to module objects", all(type(k) is str for k in sys.modules))
claim("the module itself is there", sys.modules["sys"] is sys and sys.modules["__main__"].__name__ == "__main__")
import colorsys

first = colorsys
import colorsys

claim("a second import returns the cached object", colorsys is first is sys.modules["colorsys"])
sys.modules["colorsys"] = "anything"
import colorsys

claim("import checks sys.modules first and returns what is there", colorsys == "anything")
fake = types.ModuleType("never_on_disk")
fake.value = 42
sys.modules["never_on_disk"] = fake
from never_on_disk import value

claim("monkey-patch modules globally by modifying sys.modules", value == 42)
sys.modules["colorsys"] = None
try:
    import colorsys
except ImportError as error:
    claim("None prevents a module from loading", type(error) is ModuleNotFoundError)
    claim("... and the error says so", str(error) == "import of colorsys halted; None in sys.modules")
    claim("... and names the module", error.name == "colorsys")
del sys.modules["colorsys"]
import colorsys

claim("without the entry the module loads again", colorsys is not first and colorsys.rgb_to_yiq(0, 0, 0) == (0, 0, 0))
original = sys.modules
sys.modules = {}
import colorsys as still_there

sys.modules, changed = original, sys.modules
claim("repeated imports need no finder", still_there is colorsys or "colorsys" in changed)
finds = []


class Watch:
    @staticmethod
    def find_spec(name, path=None, target=None):
        finds.append(name)


sys.meta_path.insert(0, Watch)
import colorsys

claim("repeated imports are free: no finder is asked", finds == [])
claim("a first import asks the finders", raises(ImportError, __import__, "nowhere_xyz") and finds == ["nowhere_xyz"])
sys.meta_path.remove(Watch)

# sys.path
claim("sys.path is a list of strings", type(sys.path) is list and all(type(p) is str for p in sys.path))
claim("index 0 is the directory containing the script", os.path.exists(os.path.join(sys.path[0], os.path.basename(sys.argv[0]))))
claim("... of the script itself", os.path.samefile(sys.path[0], os.path.dirname(os.path.abspath(__file__))))
os.mkdir("elsewhere")
with open("elsewhere/found_there.py", "w") as f:
    f.write("where = 'elsewhere'\n")
claim("a module elsewhere is not found", raises(ImportError, __import__, "found_there") == "No module named 'found_there'")
sys.path.append("elsewhere")
import found_there

claim("append to sys.path at runtime to import from there", found_there.where == "elsewhere")
with open("elsewhere/colorsys.py", "w") as f:
    f.write("shadow = True\n")
import importlib

importlib.invalidate_caches()
del sys.modules["colorsys"]
import colorsys

claim("an appended directory does not shadow the library", not hasattr(colorsys, "shadow"))
del sys.modules["colorsys"]
sys.path.insert(0, "elsewhere")
import colorsys

claim("shadowing: a file of the same name earlier on the path wins", colorsys.shadow is True)
sys.path.remove("elsewhere")
sys.path.remove("elsewhere")

# 2. getsizeof
lst = [1, 2, 3]
claim("getsizeof is shallow", sys.getsizeof([lst, lst]) == sys.getsizeof([1, 2]))
claim("it does not include what is in the list", sys.getsizeof(["x" * 100000]) == sys.getsizeof([""]))
x = object()
claim("getrefcount: one more than you expect", sys.getrefcount(x) == 2)
y = x
claim("... for each reference", sys.getrefcount(x) == 3)
del y
claim("... and less when one goes", sys.getrefcount(x) == 2)
claim("getrefcount counts what a list holds", sys.getrefcount(x) + 5 == (lambda held: sys.getrefcount(x))([x] * 5))

# 3. hooks
events = []


def tracer(frame, event, arg):
    events.append((frame.f_code.co_name, event, frame.f_lineno - frame.f_code.co_firstlineno))
    return tracer


def demo():
    a = 1
    return a


claim("gettrace is None at first", sys.gettrace() is None)
sys.settrace(tracer)
demo()
traced = sys.gettrace()
sys.settrace(None)
claim("gettrace is the function", traced is tracer)
claim(
    "the trace function is called for every line executed",
    events == [("demo", "call", 0), ("demo", "line", 1), ("demo", "line", 2), ("demo", "return", 2)],
)
only_calls = []
sys.settrace(lambda frame, event, arg: only_calls.append(event))
demo()
sys.settrace(None)
claim("a trace function that returns None sees the calls only", only_calls == ["call"])
covered = set()


def cover(frame, event, arg):
    if event == "line":
        covered.add(frame.f_lineno - frame.f_code.co_firstlineno)
    return cover


def branchy(n):
    if n > 1:
        return "big"
    else:
        return "small"


sys.settrace(cover)
branchy(0)
sys.settrace(None)
claim("settrace makes a code coverage tool", covered == {1, 4})

claim("excepthook is the global callback for unhandled exceptions", callable(sys.excepthook) and sys.excepthook is sys.__excepthook__)
saved, sys.stderr = sys.stderr, io.StringIO()
try:
    1 / 0
except ZeroDivisionError as error:
    sys.excepthook(type(error), error, error.__traceback__)
text, sys.stderr = sys.stderr.getvalue(), saved
claim("... that writes the traceback to sys.stderr", text.startswith("Traceback (most recent call last):\n") and text.endswith("ZeroDivisionError: division by zero\n"))

# 4. meta_path
claim("meta_path is a list of finder objects", type(sys.meta_path) is list and all(hasattr(f, "find_spec") for f in sys.meta_path))
here(
    "by default BuiltinImporter, FrozenImporter, PathFinder",
    [f.__name__ for f in sys.meta_path] == ["BuiltinImporter", "FrozenImporter", "PathFinder"],
    "Pyodide adds its own",
)
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec

table = {"from_database": "answer = 6 * 7"}


class Database(MetaPathFinder, Loader):
    def find_spec(self, fullname, path, target=None):
        if fullname in table:
            return ModuleSpec(fullname, self, origin="the database")

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        exec(table[module.__name__], module.__dict__)


sys.meta_path.insert(0, Database())
import from_database

claim("a custom finder loads modules from a database", from_database.answer == 42)
claim("... and the spec says where from", from_database.__spec__.origin == "the database" and sys.modules["from_database"] is from_database)
import zipfile

with zipfile.ZipFile("archive.zip", "w") as z:
    z.writestr("zipped_module.py", "inside = 'zip'\n")
sys.path.append("archive.zip")
import zipped_module

claim("a module from a ZIP file on the path", zipped_module.inside == "zip" and "archive.zip" in zipped_module.__file__)

# 5. recursion and integers
claim("the recursion limit is 1000 at first", sys.getrecursionlimit() == 1000)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


claim("too deep is a RecursionError", raises(RecursionError, depth, 5000) == "maximum recursion depth exceeded")
sys.setrecursionlimit(20000)
claim("setrecursionlimit increases the maximum depth", depth(15000) == 15000)
claim("getrecursionlimit", sys.getrecursionlimit() == 20000)
sys.setrecursionlimit(1000)
claim("... back again", bool(raises(RecursionError, depth, 5000)))
claim("a limit must be positive", raises(ValueError, sys.setrecursionlimit, 0) == "recursion limit must be greater or equal than 1")


def walk(tree):
    return 1 + sum(walk(child) for child in tree)


tree = []
for _ in range(1500):
    tree = [tree]
sys.setrecursionlimit(10000)
claim("deep recursion: depth-first search on a large tree", walk(tree) == 1501)
sys.setrecursionlimit(1000)
sys.setrecursionlimit(10**6 + 100)
here(
    "a million frames deep, which CPython calls risky, is no risk to the stack",
    sys.implementation.name == "krait" and depth(10**6) == 10**6,
    "frames are not on the C stack; Pyodide's host would stop",
)
sys.setrecursionlimit(1000)
claim("the limit of digits is 4300", sys.get_int_max_str_digits() == 4300 == sys.int_info.default_max_str_digits)
claim(
    "set_int_max_str_digits mitigates attacks by conversion",
    raises(ValueError, str, 10**5000) == "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit",
)
claim("... in both directions", "Exceeds the limit (4300 digits)" in raises(ValueError, int, "1" * 5000))
sys.set_int_max_str_digits(10000)
claim("set_int_max_str_digits", len(str(10**5000)) == 5001)
sys.set_int_max_str_digits(0)
claim("... 0 is no limit", len(str(10**20000)) == 20001)
claim("... at least 640", bool(raises(ValueError, sys.set_int_max_str_digits, 639)))
sys.set_int_max_str_digits(4300)

# Summary checklist
claim("argv[0] is the script name", os.path.basename(sys.argv[0]) == os.path.basename(__file__))
claim("argv has the arguments", sys.argv[1:] == ["one", "two"])
claim("executable is the path to the binary", type(sys.executable) is str and os.path.isabs(sys.executable))
claim("platform is an OS identifier", type(sys.platform) is str and sys.platform.isidentifier() and sys.platform == "emscripten")
saved, sys.stdout = sys.stdout, io.StringIO()
print("captured", 42)
text, sys.stdout = sys.stdout.getvalue(), saved
claim("stdout can be redirected to a StringIO", text == "captured 42\n")
with open("out.txt", "w") as f:
    saved, sys.stdout = sys.stdout, f
    print("to a file")
    sys.stdout = saved
with open("out.txt") as f:
    claim("... or to a file", f.read() == "to a file\n")
claim("the original is sys.__stdout__", sys.stdout is sys.__stdout__)
import contextlib

with contextlib.redirect_stdout(io.StringIO()) as text:
    print("again")
claim("... or with contextlib", text.getvalue() == "again\n" and sys.stdout is sys.__stdout__)
