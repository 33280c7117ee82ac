# A shell, retries, events, routes, a template engine, polynomials; the end by sys.exit(3).
import sys, os, io, contextlib
class Shell:
    def __init__(self): self.vars = {}; self.cmds = {n[3:]: getattr(self, n) for n in dir(self) if n.startswith("do_")}
    def do_set(self, k, v): "set K V"; self.vars[k] = v
    def do_get(self, k): "get K"; print(self.vars[k])
    def do_help(self): "show help"; [print(f"{n:<6}{f.__doc__}") for n, f in self.cmds.items()]
    def run(self, line):
        name, *args = line.split()
        try: self.cmds[name](*args)
        except KeyError as e: print("unknown", e, type(e.args[0]))
        except TypeError as e: print("usage:", e)
s = Shell()
for l in ["set a 1", "get a", "get b", "set a", "nope", "help"]: s.run(l)
def retry(n, exc=Exception):
    def deco(f):
        def inner(*a, **k):
            for i in range(n):
                try: return f(*a, **k)
                except exc as e: last = e; print("retry", i, e)
            raise RuntimeError(f"gave up after {n}") from last
        return inner
    return deco
calls = 0
@retry(3, ValueError)
def flaky():
    global calls; calls += 1
    if calls < 3: raise ValueError(calls)
    return "ok"
print(flaky())
@retry(1)
def never(): raise OSError(2, "nope", "file")
try: never()
except RuntimeError as e: print(e, repr(e.__cause__))
class Bus:
    def __init__(self): self.subs = {}
    def sub(self, t, f): self.subs.setdefault(t, []).append(f); return lambda: self.subs[t].remove(f)
    def pub(self, t, *a, **k): return [f(*a, **k) for f in self.subs.get(t, ())]
b = Bus(); un = b.sub("x", lambda v: v * 2); b.sub("x", str); print(b.pub("x", 5)); un(); print(b.pub("x", 5), b.pub("y"))
class Router:
    def __init__(self): self.routes = []
    def route(self, path, methods=("GET",)):
        import re
        rx = re.compile("^" + re.sub(r"<(?:(\w+):)?(\w+)>", lambda m: f"(?P<{m[2]}>{ {'int': r'-?\d+', None: '[^/]+'}[m[1]] })", path) + "$")
        def d(f): self.routes.append((rx, set(methods), f)); return f
        return d
    def __call__(self, method, path):
        for rx, ms, f in self.routes:
            if m := rx.match(path):
                if method not in ms: return 405, f"allowed: {sorted(ms)}"
                try: return 200, f(**m.groupdict())
                except Exception as e: return 500, f"{type(e).__name__}: {e}"
        return 404, path
app = Router()
@app.route("/user/<int:id>", methods=["GET", "POST"])
def user(id): return {"id": int(id)}
@app.route("/div/<a>/<b>")
def div(a, b): return int(a) / int(b)
for r in [("GET", "/user/5"), ("PUT", "/user/5"), ("GET", "/div/1/0"), ("GET", "/div/a/1"), ("GET", "/zz")]: print(app(*r))
class Template:
    def __init__(self, s): self.s = s
    def render(self, **ctx):
        import re
        out, pos, stack = [], 0, []
        code = ["def r(c):", " o = []"]; ind = 1
        for m in re.finditer(r"\{\{(.*?)\}\}|\{%(.*?)%\}", self.s):
            code.append(" " * ind + f"o.append({self.s[pos:m.start()]!r})"); pos = m.end()
            if m[1]: code.append(" " * ind + f"o.append(str({m[1].strip()}))")
            else:
                t = m[2].strip()
                if t.startswith("end"): ind -= 1
                elif t in ("else",): code.append(" " * (ind - 1) + "else:")
                else: code.append(" " * ind + t + ":"); ind += 1
        code.append(f" o.append({self.s[pos:]!r})"); code.append(" return ''.join(o)"); ns = dict(ctx); exec("\n".join(code), ns); return ns["r"](ctx)
print(Template("<ul>{% for i in items %}<li>{{ i.upper() }}{% if i == 'a' %}!{% else %}?{% endif %}</li>{% endfor %}</ul> {{ n + 1 }}").render(items=["a", "b"], n=4))
buf = io.StringIO()
with contextlib.redirect_stdout(buf): print("captured"); help(len) if 0 else None
print(repr(buf.getvalue()), os.path.basename(__file__), __name__, sys.argv[1:], sys.version_info[:2], sys.platform in ("linux", "emscripten"), sys.byteorder, sys.maxsize > 2**30, sys.getsizeof([]) > 0, sys.getrecursionlimit())
import warnings
with warnings.catch_warnings(record=True) as w: warnings.simplefilter("always"); warnings.warn("careful", UserWarning); print(len(w), w[0].message, w[0].category.__name__)
def deprecated_thing(): warnings.warn("old", DeprecationWarning, stacklevel=2)
deprecated_thing(); warnings.warn("to stderr")
import numbers, fractions
class Poly:
    def __init__(self, *c): self.c = list(c)
    def __call__(self, x): return sum(k * x ** i for i, k in enumerate(self.c))
    def __mul__(s, o):
        r = [0] * (len(s.c) + len(o.c) - 1)
        for i, a in enumerate(s.c):
            for j, b in enumerate(o.c): r[i + j] += a * b
        return Poly(*r)
    def __str__(s):
        ts = []
        for i, k in reversed([*enumerate(s.c)]):
            if k: ts.append(f"{'-' if k < 0 else '+' if ts else ''}{'' if abs(k) == 1 and i else abs(k)}{'x' if i else ''}{f'^{i}' if i > 1 else ''}")
        return " ".join(ts) or "0"
print(Poly(1, -2, 3) * Poly(0, 1), (Poly(1, 1) * Poly(-1, 1))(5), Poly())
try: sys.exit("bye with message")
except SystemExit as e: print("caught", e.code)
os._exit if 0 else sys.exit(3)
