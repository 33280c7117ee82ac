# For each operator: left only, right only, both, neither, subclass priority.
import operator as O
ops = {"+": "add", "-": "sub", "*": "mul", "@": "matmul", "/": "truediv", "//": "floordiv", "%": "mod", "**": "pow", "<<": "lshift", ">>": "rshift", "&": "and", "^": "xor", "|": "or"}
def mk(name, meths, bases=()): return type(name, bases, {f"__{m}__": (lambda m: lambda s, o, *r: f"{type(s).__name__}.{m}")(m) for m in meths})
for sym, n in ops.items():
    L, R = mk("L", [n]), mk("R", ["r" + n]); B = mk("B", [n, "r" + n]); Sub = mk("Sub", ["r" + n], (B,)); Plain = type("Plain", (B,), {}); I = mk("I", ["i" + n]); NI = type("NI", (), {f"__{n}__": lambda s, o, *r: NotImplemented, f"__r{n}__": lambda s, o, *r: NotImplemented, f"__i{n}__": lambda s, o: NotImplemented})
    out = []
    for a, b in [(L(), 1), (1, R()), (L(), R()), (B(), B()), (B(), Sub()), (B(), Plain()), (NI(), R()), (L(), NI()), (NI(), NI()), (R(), L()), (object(), 1)]:
        try: out.append(eval(f"a {sym} b"))
        except TypeError as e: out.append(str(e).replace("unsupported operand type(s) for", "!"))
    i = I(); ns = {"i": i}; exec(f"i {sym}= 1", ns); out.append(ns["i"])
    ns = {"i": NI()}
    try: exec(f"i {sym}= 1", ns)
    except TypeError as e: out.append(str(e).replace("unsupported operand type(s) for", "!"))
    print(sym, *out, sep=" | ")
