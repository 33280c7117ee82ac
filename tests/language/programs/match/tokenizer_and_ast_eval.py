# Realistic: a small expression language parsed to tuples and evaluated by match.
def tokens(s):
    i = 0
    while i < len(s):
        match s[i]:
            case " ": i += 1
            case c if c.isdigit():
                j = i
                while j < len(s) and (s[j].isdigit() or s[j] == "."): j += 1
                yield ("num", float(s[i:j]) if "." in s[i:j] else int(s[i:j])); i = j
            case c if c.isalpha():
                j = i
                while j < len(s) and s[j].isalnum(): j += 1
                yield ("name", s[i:j]); i = j
            case "+" | "-" | "*" | "/" | "^" | "(" | ")" | "=" | "," as op:
                yield ("op", op); i += 1
            case other: raise SyntaxError(f"bad character {other!r} at {i}")
PREC = {"+": (1, 2), "-": (1, 2), "*": (3, 4), "/": (3, 4), "^": (6, 5)}
def parse(toks, bp=0):
    match toks.pop(0) if toks else ("end", None):
        case ("num", n): left = ("num", n)
        case ("name", n) if toks[:1] == [("op", "(")]:
            toks.pop(0); args = []
            while toks[0] != ("op", ")"):
                args.append(parse(toks))
                if toks[0] == ("op", ","): toks.pop(0)
            toks.pop(0); left = ("call", n, *args)
        case ("name", n): left = ("var", n)
        case ("op", "-"): left = ("neg", parse(toks, 5))
        case ("op", "("):
            left = parse(toks); toks.pop(0)
        case (kind, v): raise SyntaxError(f"unexpected {kind} {v!r}")
    while toks:
        match toks[0]:
            case ("op", op) if op in PREC and PREC[op][0] >= bp:
                toks.pop(0); left = ("bin", op, left, parse(toks, PREC[op][1]))
            case _: break
    return left
def ev(e, env):
    match e:
        case ("num", n): return n
        case ("var", v): return env[v]
        case ("neg", ("num", n)): return -n
        case ("neg", x): return -ev(x, env)
        case ("bin", "+", a, b): return ev(a, env) + ev(b, env)
        case ("bin", "-", a, b): return ev(a, env) - ev(b, env)
        case ("bin", "*", ("num", 0), _) | ("bin", "*", _, ("num", 0)): return 0
        case ("bin", "*", a, b): return ev(a, env) * ev(b, env)
        case ("bin", "/", a, b): return ev(a, env) / ev(b, env)
        case ("bin", "^", a, b): return ev(a, env) ** ev(b, env)
        case ("call", ("max" | "min") as f, *args): return {"max": max, "min": min}[f](ev(a, env) for a in args)
        case ("call", f, *args): raise NameError(f"no function {f} of {len(args)}")
for s in ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "x * y - 1", "max(1, x, 3) / 2", "0 * (1 / 0)", "1 - 2 - 3", "2 * ", "1 $ 2", "f(1)", "z", "1 / 0", "-(3 - 5)"]:
    try:
        tree = parse(list(tokens(s)))
        print(s, "=", ev(tree, {"x": 7, "y": 2.5}), tree)
    except Exception as e: print(s, "->", type(e).__name__, e)
