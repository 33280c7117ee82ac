# PEP 750 template strings.
from string.templatelib import Template, Interpolation, convert
name, n = "World", 5
t = t"Hello {name}! {n + 1:>{n}} {name!r:^10} {n=}"
print(type(t).__name__, t.strings, t.values)
for i in t.interpolations:
    print(repr(i.value), i.expression, i.conversion, i.format_spec)
print([p if isinstance(p, str) else (p.value, p.expression) for p in t])
print(repr(t"a{1}b"), t"".strings, t"".interpolations, list(t"{1}{2}"), (t"{1}{2}").strings, list(t"plain"))
print((t"a{1}" + t"b{2}c").strings, (t"a" t"b{1}").strings)
for f in (lambda: t"a" + "b", lambda: "a" + t"b", lambda: t"a" + 1, lambda: t"a" % 1, lambda: t"a" == t"a", lambda: hash(t"a") and 1, lambda: t"a"[0], lambda: len(t"a"), lambda: str(t"x{1}")[:8]):
    try:
        print(f())
    except TypeError as e:
        print(e)
print(t"{'a'!s}".interpolations[0], Interpolation(1, "x", "r", ">5"), Interpolation("v"))
try:
    Interpolation(1, "x", "z")
except ValueError as e:
    print(e)
print(Template("a", Interpolation(1, "e"), "b", "c", Interpolation(2)).strings, Template().strings)
try:
    Template(1)
except TypeError as e:
    print(e)
def html(t):
    out = []
    for p in t:
        if isinstance(p, str): out.append(p)
        else:
            v = convert(p.value, p.conversion)
            if isinstance(v, Template): v = html(v)
            else: v = format(v, p.format_spec).replace("&", "&amp;").replace("<", "&lt;")
            out.append(v)
    return "".join(out)
evil = "<script>"
print(html(t"<p>{evil}</p><b>{3.14159:.2f}</b>{t'<i>{evil!r}</i>'}"))
print(rt"\n{n}\d".strings, Rt"{n}".values, t"{{}}{n}{{".strings, t"{n!r:{'>' + '9'}}".interpolations[0].format_spec, t"{ n }".interpolations[0].expression, t"{n  =  }".strings)
def lazy():
    print("evaluated"); return 1
tt = t"{lazy()}"
print(tt.values)
match t"{n}":
    case Template(strings=("", "")): print("matched", t"{n}".values)
match t"x{n!r:5}".interpolations[0]:
    case Interpolation(value, expr, conv, spec): print(value, expr, conv, spec)
import copy
print(convert("é", "a"), convert(1, None), convert("q", "r"), Interpolation.__match_args__)
try:
    class Sub(Template): pass
except TypeError as e:
    print(e)
for bad in ("t'{}'", "t'{a'", "t'a' 'b'", "'a' t'b'", "t'a' f'b'", "bt'x'", "ft'x'", "tf'x'", "ut'x'", "t'{a!z}'", "t'}'"):
    try:
        eval(bad)
    except SyntaxError as e:
        print(bad, "->", e.msg)
