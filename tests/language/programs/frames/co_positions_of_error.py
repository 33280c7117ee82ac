# The exact source range of a failing instruction, from tb_lasti and co_positions.
import sys
def where(f):
    try: f()
    except Exception as e:
        tb = e.__traceback__
        while tb.tb_next: tb = tb.tb_next
        code = tb.tb_frame.f_code
        pos = list(code.co_positions())[tb.tb_lasti // 2]
        first = code.co_firstlineno
        return type(e).__name__, tuple((p - first if p is not None and i < 2 else p) for i, p in enumerate(pos))
x, d, n = [1], {"a": {}}, None
tests = [
    lambda: x[0] + x[5],
    lambda: d["a"]["b"]["c"],
    lambda: n.attr.more,
    lambda: (1, 2) + [3],
    lambda: x[0](1, 2),
    lambda: -"s",
    lambda: 1 < "a" < 3,
    lambda: [i / 0 for i in x],
    lambda: undefined_name + 1,
    lambda: f"{n.x}",
    lambda: f"{1:{n.y}}",
    lambda: len(5) + len([]),
    lambda: int("a" +
                "b"),
    lambda: {1: 2, [3]: 4},
    lambda: [*x, *5],
    lambda: (lambda a: a)(1, 2),
    lambda: print(*5, sep=""),
    lambda: x[1:2].nope.nope2,
    lambda: x.append(1).append(2),
    lambda: (yield_),
    lambda: "abc".join([1]),
    lambda: not n.z,
    lambda: 5 if n.q else 6,
    lambda: 1 in 5,
]
for t in tests: print(t.__code__.co_firstlineno, *where(t))
def stmts():
    def a(): x[9] = 1
    def b(): del d["zz"]
    def c(): n.attr = 5
    def e(): p, q = 1, 2, 3
    def f():
        for i in 5: pass
    def g():
        with n: pass
    def h(): raise ValueError from 5
    def i(): import no_such_mod
    def j(): from math import nope
    def k():
        x[0] += "a"
    def l(): assert x == [2], "msg"
    def m():
        class A(n): pass
    def o():
        @n
        def z(): pass
    def r(): return undefined_r
    return a, b, c, e, f, g, h, i, j, k, l, m, o, r
for t in stmts(): print(t.__name__, *where(t))
