# Recursion of every kind, far deeper than the machine's stack. Each case must end in what is said before
# it; a crash ends the program early. usage: deep.py [NAME...]
import sys

N = 30_000
cases = []


def case(expected, name, setup, action):
    cases.append((expected, name, setup, action))


# --- special methods that call themselves, with the recursion limit out of the way ---
for method, use in {
    "__repr__": "repr(self)",
    "__str__": "str(self)",
    "__eq__": "self == 1",
    "__lt__": "self < 1",
    "__hash__": "hash(self)",
    "__len__": "len(self)",
    "__bool__": "bool(self)",
    "__index__": "range(self)",
    "__iter__": "list(self)",
    "__next__": "next(self)",
    "__call__": "self()",
    "__add__": "self + 1",
    "__radd__": "1 + self",
    "__neg__": "-self",
    "__contains__": "1 in self",
    "__getitem__": "self[1]",
    "__format__": "format(self)",
    "__int__": "int(self)",
    "__float__": "float(self)",
    "__abs__": "abs(self)",
    "__dir__": "dir(self)",
    "__round__": "round(self)",
    "__bytes__": "bytes(self)",
    "__length_hint__": "__import__('operator').length_hint(self)",
    "__getattr__": "self.x",
    "__getattribute__": "self.x",
    "__sizeof__": "sys.getsizeof(self)",
    "__reversed__": "reversed(self)",
}.items():
    case("RecursionError", method, f"class A:\n def {method}(self, *a): return {use}\nself = A()", use)
case("RecursionError", "__new__", "class A:\n def __new__(cls): return A()", "A()")
case("RecursionError", "__init__", "class A:\n def __init__(self): A()", "A()")
case("RecursionError", "__get__", "class D:\n def __get__(s, o, t): return o.x\nclass A: x = D()", "A().x")
case("RecursionError", "property", "class A:\n @property\n def x(self): return self.x", "A().x")
case("RecursionError", "__missing__", "class A(dict):\n def __missing__(s, k): return s[k]", "A()[1]")
case(
    "RecursionError",
    "__instancecheck__",
    "class M(type):\n def __instancecheck__(c, o): return isinstance(o, c)\nclass A(metaclass=M): pass",
    "isinstance(1, A)",
)
case("RecursionError", "sort key", "def f(n): return sorted([1, 2], key=f)", "f(1)")
case("RecursionError", "reduce", "import functools\ndef f(a, b): return functools.reduce(f, [1, 2])", "f(1, 2)")
case("RecursionError", "exec", "def f(): exec('f()', globals())", "f()")
case("RecursionError", "codec", "def f(): eval('f()', {'f': f})", "f()")

# --- towers ---
for name, step in {
    "map": "map(abs, x)",
    "filter": "filter(None, x)",
    "zip": "zip(x)",
    "enumerate": "enumerate(x)",
    "chain": "itertools.chain(x)",
    "islice": "itertools.islice(x, 5)",
    "takewhile": "itertools.takewhile(lambda v: 1, x)",
    "starmap": "itertools.starmap(lambda *v: (1,), x)",
    "accumulate": "itertools.accumulate(x)",
    "groupby": "itertools.groupby(x)",
    "cycle": "itertools.cycle(x)",
    "pairwise": "itertools.pairwise(x)",
    "batched": "itertools.batched(x, 1)",
}.items():
    case(
        "any",  # some keep their place in frames and go as deep as one likes
        "tower of " + name,
        f"import itertools\nx = iter([(1,), (2,), (3,)])\nfor _ in range(N): x = {step}",
        "next(x)",
    )
case("fine", "generators", "def g(x): yield from x\nx = iter([1])\nfor _ in range(N): x = g(x)", "next(x); x.close()")
case("fine", "tower of proxies", "import types\nx = {1: 2}\nfor _ in range(N): x = types.MappingProxyType(x)", "len(x), x[1], list(x), 1 in x, x | {}, x == {1: 2}, x.get(1)")
case("fine", "tower of static methods", "x = abs\nfor _ in range(N): x = staticmethod(x)", "x(1)")
case("fine", "tower of memory views", "x = memoryview(b'abc')\nfor _ in range(N): x = memoryview(x)", "bytes(x)")
case("RecursionError", "tower of __call__", "x = abs\nfor _ in range(N): x = x.__call__", "x(1)")
case("RecursionError", "tower of methods", "import types\nx = len\nfor _ in range(N): x = types.MethodType(x, 1)", "x()")
case("RecursionError", "attribute of methods", "import types\nx = len\nfor _ in range(N): x = types.MethodType(x, 1)", "x.foo")
case("RecursionError", "hash of methods", "import types\nx = len\nfor _ in range(N): x = types.MethodType(x, 1)", "hash(x)")
case("RecursionError", "parameters of aliases", "x = int\nfor _ in range(N): x = list[x]", "x.__parameters__")
for name, setup in {
    "itself": "x = staticmethod(1); x.__init__(x)",
    "one of itself": "x = staticmethod(1); y = staticmethod(x); x.__init__(y)",
    "ones of itself": "x = staticmethod(1); y = staticmethod(staticmethod(x)); x.__init__(y); x = staticmethod(x)",
}.items():
    case("RecursionError", "static method of " + name, setup, "x()")
    case("RecursionError", "whether it is abstract: static method of " + name, setup, "x.__isabstractmethod__")
    case("RecursionError", "annotations: static method of " + name, setup, "x.__annotations__")
case("RecursionError", "name of a property of itself", "x = property(); x.__init__(x)", "x.__name__")
case("RecursionError", "closed: pair of itself", "import io\nx = io.BufferedRWPair(io.BytesIO(), io.BytesIO()); x.__init__(x, x)", "x.closed")
case("RecursionError", "attribute of aliases", "import types\nx = list\nfor _ in range(N): x = types.GenericAlias(x, int)", "x.foo")
case("RecursionError", "hash of aliases", "import types\nx = list\nfor _ in range(N): x = types.GenericAlias(x, int)", "hash(x)")
case("RecursionError", "a class that is its own base", "class A: pass\nx = A(); x.__bases__ = (x,)", "issubclass(x, int)")
case("RecursionError", "breakpoint", "sys.breakpointhook = breakpoint", "breakpoint()")
case("RecursionError", "decorated", "def d(f): return lambda *a: f(*a)\nx = abs\nsys.setrecursionlimit(1000)\nfor _ in range(N): x = d(x)", "x(1)")

# --- nested data ---
nested = {
    "list": "x = []\nfor _ in range(N): x = [x]",
    "tuple": "x = ()\nfor _ in range(N): x = (x,)",
    "dict": "x = {}\nfor _ in range(N): x = {1: x}",
    "slice": "x = 1\nfor _ in range(N): x = slice(x)",
    "deque": "import collections\nx = 1\nfor _ in range(N): x = collections.deque([x])",
    "namespace": "import types\nx = 1\nfor _ in range(N): x = types.SimpleNamespace(a=x)",
}
for kind, setup in nested.items():
    case("RecursionError", f"repr of {kind}", setup, "repr(x)")
    again = setup.replace("x =", "y =").replace("[x]", "[y]").replace("(x,)", "(y,)").replace(": x}", ": y}")
    again = again.replace("slice(x)", "slice(y)").replace("a=x", "a=y")
    case("RecursionError", f"comparison of {kind}", setup + "\n" + again, "x == y")
    case("fine", f"freeing {kind}", setup, "del x")
for kind in ("tuple", "slice"):
    case("RecursionError", f"hash of {kind}", nested[kind], "hash(x)")
for kind in ("list", "dict"):
    case("RecursionError", f"deepcopy of {kind}", "sys.setrecursionlimit(1000)\nimport copy\n" + nested[kind], "copy.deepcopy(x)")
    case("RecursionError", f"json of {kind}", "import json\n" + nested[kind], "json.dumps(x)")
    case("ValueError", f"marshal of {kind}", "import marshal\n" + nested[kind], "marshal.dumps(x)")
case("RecursionError", "json text", "import json", "json.loads('[' * N + ']' * N)")
case("RecursionError", "isinstance", nested["tuple"] + "\nx = int\nfor _ in range(N): x = (x,)", "isinstance('', x)")

# --- what is freed, closed or collected without end ---
case("fine", "freeing a linked list", "class L: __slots__ = 'n',\nx = None\nfor _ in range(300_000):\n y = L(); y.n = x; x = y", "del x, y")
case("fine", "freeing closures", "def f(c): return lambda: c\nx = None\nfor _ in range(N): x = f(x)", "del x")
case("fine", "freeing contexts", "x = None\nfor _ in range(N):\n e = ValueError(); e.__context__ = x; x = e", "del x, e")
case("fine", "freeing generators", "def g(c):\n try: yield c\n finally: pass\nx = None\nfor _ in range(N):\n y = g(x); next(y); x = y", "del x, y")
case("fine", "freeing finalized", "class D:\n def __del__(self): pass\nx = None\nfor _ in range(N):\n y = D(); y.n = x; x = y", "del x, y")
for name, start, step in [
    ("readers", "iter([])", "csv.reader(x)"),
    ("variables", "1", "contextvars.ContextVar('v', default=x)"),
    ("tokens", "contextvars.ContextVar('v')", "v.set(x)"),
    ("decoders", "None", "io.IncrementalNewlineDecoder(x, True)"),
    ("scanners", "json.JSONDecoder()", "json.scanner.c_make_scanner(v); v.object_hook = x"),
    ("encoders", "str", "json.encoder.c_make_encoder(None, x, str, None, ':', ',', False, False, True)"),
    ("what asend() gives", "1", "g(0).asend(x)"),
    ("compress of one twice", "iter([])", "itertools.compress(x, x)"),
    ("slices of one twice", "1", "slice(x, x, x)"),
    ("deques of one twice", "1", "collections.deque([x, x])"),
    ("factories", "None", "collections.defaultdict(x if x is None else x.copy)"),
]:
    modules = "import collections, contextvars, csv, io, itertools, json.scanner, types, warnings"
    setup = f"{modules}\nwarnings.simplefilter('ignore')\nasync def g(v): yield v\nx = v = {start}\n"
    case("fine", "freeing " + name, setup + f"for _ in range(N): x = {step}", "del x, v")
case("fine", "collecting a long cycle", "import gc\nx = a = []\nfor _ in range(N): x = [x]\na.append(x)", "del x, a; gc.collect()")

# --- source and trees ---
for name, text in {
    "parentheses": "'(' * N + '1' + ')' * N",
    "brackets": "'[' * N + ']' * N",
    "lambdas": "'lambda: ' * N + '1'",
    "calls": "'a' + '()' * N",
    "subscripts": "'a[' * N + '0' + ']' * N",
    "unclosed": "'(' * N",
}.items():
    case("any", "source: " + name, f"s = {text}", "compile(s, '', 'exec')")
for name, text in {
    "minus": "'-' * N + '1'",
    "additions": "'a' + '+a' * N",
    "attributes": "'a' + '.a' * N",
    "elif": "'if a: pass\\n' + 'elif a: pass\\n' * 10_000",
    "conditional": "'1 if a else ' * N + '1'",
    "statements": "'a\\n' * N",
}.items():
    case("any", "source: " + name, f"s = {text}", "compile(s, '', 'exec')")
case("any", "tree", "import ast\nx = ast.Constant(1, lineno=1, col_offset=0)\nfor _ in range(N): x = ast.UnaryOp(ast.USub(), x, lineno=1, col_offset=0)", "compile(ast.Expression(x), '', 'eval')")
case("RecursionError", "tree in itself", "import ast\nx = ast.Tuple([], ast.Load(), lineno=1, col_offset=0)\nx.elts.append(x)", "compile(ast.Expression(x), '', 'eval')")

# --- regular expressions ---
case("any", "pattern", "import re", "re.compile('(' * 5000 + 'a' + ')' * 5000)")
case("fine", "matching", "import re", "re.match('(?:a|b)*', 'ab' * 100_000).end()")

# --- depth that is allowed ---
case("fine", "500,000 calls", "sys.setrecursionlimit(10**6)\ndef f(n): return f(n - 1) + 1 if n else 0", "f(500_000)")
case("fine", "100,000 methods", "sys.setrecursionlimit(10**6)\nclass A:\n def f(self, n): return self.f(n - 1) if n else 0", "A().f(100_000)")
case("fine", "30,000 constructions", "class A:\n def __init__(self, n): self.c = A(n - 1) if n else None", "A(30_000)")
case("RecursionError", "100,000 comprehensions", "sys.setrecursionlimit(5000)\ndef f(n): return [f(n - 1) for _ in (1,)] if n else 0", "f(100_000)")

wrong = 0
for expected, name, setup, action in cases:
    if len(sys.argv) > 1 and name not in sys.argv[1:]:
        continue
    sys.setrecursionlimit(1000)
    space = {"sys": sys, "N": N, "__name__": "case"}
    sys.stdout.write(name + ": ")
    sys.stdout.flush()
    exec(setup if "setrecursionlimit" in setup else "sys.setrecursionlimit(60_000)\n" + setup, space)
    try:
        exec(action, space)
        outcome = "fine"
    except Exception as e:
        outcome = type(e).__name__
        e.__traceback__ = e.__context__ = None
    space.clear()
    ok = outcome == expected or expected == "any"
    wrong += not ok
    print(outcome, "" if ok else f"WRONG, expected {expected}")
print("wrong:", wrong)
