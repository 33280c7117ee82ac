x, y, name = 10, 3.14159, "Ann"
w, p = 10, 2
print(f"{x}{y}", f"{x:5}|{x:<5}|{x:^5}|{x:>5}|", f"{y:.2f} {y:{w}.{p}f}|{y:{w}}", f"{name!r:>8} {name!s} {name!a}", f"{x=} {y = :.1f} {x + 1 = } {name=!s} {name = !r:>7}", f"{'nested ' + f'{x}'}", f"{{}} {{{x}}} }}{{")
print(f"{x:{'>' if x > 5 else '<'}{w}}", f"{(lambda a: a * 2)(4)}", f"{x if x else y}", f"{[i for i in range(3)]}", f"{ {1: 2}[1] }", f"{ {k: v for k, v in [(1, 2)]} }", f"{x!r:{w}}|", f"{x,}", f"{x, y}", f"{*[1, 2], 3}")
print(f"{'a' 'b'}", f"{"same quotes"}", f"{'\n'.join(['a', 'b'])}", f"{"\t" + '\\'!r}", f"{x
    + 1  # comment inside
}", f'''{
    x:>5
}''' if 0 else f'''{
    x:>5}''')
print(f"{x:%}", f"{x:#x} {x:08b} {1234567:,} {1234567:_}", f"{True} {None} {...}", f"{x:{{}}}" if False else "-", f"{'}'}", f"{'{'}", f"{x!s:^{w}}", f"{'a':{'*'}^{5}}", f"{x:>{w}}" f"{y:.{p}}" "plain {x}" r"\n" rf"\d{x}\{{")
print(f"\N{BULLET} {x} \x41 \u00e9", fr"\N{x}" if False else "raw", f"{x:\x3e5}" , f"{'é'!a}", f"{f"{f"{f"{1+1}"}"}"}", f"{x:{f'{w}'}}", f"""{'''triple'''} {"dq"}""")
import datetime
class D:
    def __format__(self, s): return f"[{s}]"
    def __repr__(self): return "D()"
d = D()
print(f"{d}{d:x:y}{d!r}{d:{x}:{y:.1f}:}{d:%H:%M}{d=}{d=:q}{d:!r}{d:}")
print(f"{x=:5}|{x=!r:^7}|{ x = }|{x  =  }|{(x)=}|{x==10}|{x!=10}|{x<=10=}|{d.__class__.__name__=}")
def gen():
    got = yield f"{(yield 'first')}"
    yield f"[{got}]"
g = gen(); next(g); print(g.send("sent"), g.send("again"))
print(f"{lambda_}" if (lambda_ := 1) else 0, f"{(z := 5)} {z}", f"{x:=+5}", f"{(lambda: 1)()}", f"{'a' if True else 'b':>3}", f"{1 if 0 else 2}", f"{not x}", f"{x or y}", f"{-x:5}", f"{3.:.1f}", f"{0x1F}", f"{1_000}", f"{'x' * 3:.2}")
print(f"", f"{''}", f"{''!r}", f"{'a'}" 'b' f"{'c'}", type(f"{x}").__name__, f"{x}" == "10", F"{x}", fR"{x}\\", f"{b'bytes'}", f"{1:{2}{3}}", f"{'':>3}|")
for bad in ["x:q", "name:d", "x!r:d", "[1]:5", "None:>5", "y:d", "x:.2d", "undefined_name", "1/0", "name:=5"]:
    try:
        print(eval("f'{" + bad + "}'"))
    except Exception as e:
        print(bad, "->", type(e).__name__, e)
