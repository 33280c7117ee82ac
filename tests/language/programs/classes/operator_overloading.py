# Reflected operands, subclasses first, NotImplemented, in-place fallback.
class V:
    def __init__(self, n): self.n = n
    def __repr__(self): return f"{type(self).__name__}({self.n})"
def make(op):
    def f(self, o): return f"{type(self).__name__}.{op}({o!r})"
    return f
for op in "add sub mul truediv floordiv mod pow matmul lshift rshift and or xor divmod".split():
    setattr(V, f"__{op}__", make(op))
    setattr(V, f"__r{op}__", make("r" + op))
for op in "neg pos invert abs".split():
    setattr(V, f"__{op}__", lambda self, op=op: op)
v = V(1)
print(v + 1, 1 + v, v @ v, 2 @ v, v ** 3, 3 ** v, divmod(v, 2), divmod(2, v), sep="\n")
print(v << 1, 1 >> v, 3.5 % v, [1] * v, 5 & v, -v, +v, ~v, abs(v), sep="\n")
class W(V):
    def __radd__(self, o): return "W.radd first"
class X(V): pass
print(v + W(2), W(2) + v, v + X(3))
class N:
    def __repr__(self): return "N()"
    def __add__(self, o): return NotImplemented
    __radd__ = __lt__ = __iadd__ = __call__ = __add__
for code in ["N() + 1", "1 + N()", "N() + N()", "N() < 3", "N() - 1", "-N()", "~N()", "abs(N())", "N() @ 2", "N() ** 2", "divmod(N(), 1)", "N()[0]",
             "N() + v", "1 << N()", "'a' + N()", "[1] + N()", "(1,) + N()", "'a' * N()", "N() in N()", "pow(N(), 2, 3)", "print >> N()"]:
    try:
        print(code, "=", eval(code))
    except TypeError as e:
        print(code, "->", e)
class P:
    def __pow__(self, e, m=None): return ("pow", e, m)
    def __rpow__(self, b, m=None): return ("rpow", b, m)
print(pow(P(), 2), pow(P(), 2, 3), 2 ** P(), P() ** 5)
try:
    print(pow(2, P(), 5))
except TypeError as e:
    print(e)
