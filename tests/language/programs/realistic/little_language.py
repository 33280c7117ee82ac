# A language of its own: tokens, parser, interpreter by match; at last recursion without end.
from typing import Iterator
def tokenize(src: str) -> Iterator[tuple[str, str, int]]:
    i, line = 0, 1
    while i < len(src):
        match src[i]:
            case "\n": line += 1; i += 1
            case c if c.isspace(): i += 1
            case c if c.isdigit():
                j = i
                while j < len(src) and (src[j].isdigit() or src[j] == "."): j += 1
                yield "NUM", src[i:j], line; i = j
            case '"':
                j = src.index('"', i + 1); yield "STR", src[i + 1:j], line; i = j + 1
            case c if c.isalpha() or c == "_":
                j = i
                while j < len(src) and (src[j].isalnum() or src[j] == "_"): j += 1
                yield ("KW" if src[i:j] in {"let", "if", "while", "fn", "print", "return", "else"} else "ID"), src[i:j], line; i = j
            case "=" | "<" | ">" | "!" if src[i:i + 2] in ("==", "<=", ">=", "!="): yield "OP", src[i:i + 2], line; i += 2
            case "+" | "-" | "*" | "/" | "=" | "<" | ">" | "(" | ")" | "{" | "}" | ";" | "," | "%" as o: yield "OP", o, line; i += 1
            case bad: raise SyntaxError(f"line {line}: unexpected {bad!r}")
class Ret(Exception): pass
class Interp:
    def __init__(self, src): self.t = [*tokenize(src), ("EOF", "", -1)]; self.i = 0
    def eat(self, v=None, k=None):
        kind, val, ln = self.t[self.i]
        if (v and val != v) or (k and kind != k): raise SyntaxError(f"line {ln}: expected {v or k}, got {val!r}")
        self.i += 1; return val
    def at(self, *vs): return self.t[self.i][1] in vs and self.t[self.i][0] != "STR"
    def block(self):
        self.eat("{"); out = []
        while not self.at("}"): out.append(self.stmt())
        self.eat("}"); return out
    def stmt(self):
        kind, val, ln = self.t[self.i]
        match kind, val:
            case "KW", "let": self.i += 1; n = self.eat(k="ID"); self.eat("="); e = self.expr(); self.eat(";"); return "let", n, e
            case "KW", "print": self.i += 1; e = self.expr(); self.eat(";"); return "print", e
            case "KW", "while": self.i += 1; c = self.expr(); return "while", c, self.block()
            case "KW", "if":
                self.i += 1; c = self.expr(); t = self.block(); e = []
                if self.at("else"): self.i += 1; e = self.block()
                return "if", c, t, e
            case "KW", "fn":
                self.i += 1; n = self.eat(k="ID"); self.eat("("); ps = []
                while not self.at(")"):
                    ps.append(self.eat(k="ID"))
                    if self.at(","): self.i += 1
                self.eat(")"); return "fn", n, ps, self.block()
            case "KW", "return": self.i += 1; e = self.expr(); self.eat(";"); return "ret", e
            case _: e = self.expr(); self.eat(";"); return "expr", e
    LV = [("==", "!=", "<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%")]
    def expr(self, l=0):
        if l == 3: return self.unary()
        a = self.expr(l + 1)
        while self.at(*self.LV[l]): o = self.eat(); a = ("bin", o, a, self.expr(l + 1))
        return a
    def unary(self):
        if self.at("-"): self.i += 1; return "neg", self.unary()
        kind, val, ln = self.t[self.i]; self.i += 1
        match kind:
            case "NUM": r = ("num", float(val) if "." in val else int(val))
            case "STR": r = ("num", val)
            case "ID": r = ("var", val, ln)
            case _ if val == "(": r = self.expr(); self.eat(")")
            case _: raise SyntaxError(f"line {ln}: unexpected {val!r}")
        while self.at("("):
            self.i += 1; args = []
            while not self.at(")"):
                args.append(self.expr())
                if self.at(","): self.i += 1
            self.eat(")"); r = ("call", r, args)
        return r
    def run(self, stmts, env):
        for s in stmts:
            match s:
                case "let", n, e: env[n] = self.ev(e, env)
                case "print", e: print(self.ev(e, env))
                case "while", c, b:
                    while self.ev(c, env): self.run(b, env)
                case "if", c, t, e: self.run(t if self.ev(c, env) else e, env)
                case "fn", n, ps, b:
                    def f(*a, ps=ps, b=b):
                        if len(a) != len(ps): raise TypeError(f"expected {len(ps)} args, got {len(a)}")
                        try: self.run(b, {**env, **dict(zip(ps, a))})
                        except Ret as r: return r.args[0]
                    env[n] = f
                case "ret", e: raise Ret(self.ev(e, env))
                case "expr", e: self.ev(e, env)
    def ev(self, e, env):
        import operator as o
        match e:
            case "num", v: return v
            case "var", n, ln:
                try: return env[n]
                except KeyError: raise NameError(f"line {ln}: {n} is not defined") from None
            case "neg", x: return -self.ev(x, env)
            case "call", f, a: return self.ev(f, env)(*[self.ev(x, env) for x in a])
            case "bin", op, a, b: return {"+": o.add, "-": o.sub, "*": o.mul, "/": o.truediv, "%": o.mod, "<": o.lt, ">": o.gt, "==": o.eq, "!=": o.ne, "<=": o.le, ">=": o.ge}[op](self.ev(a, env), self.ev(b, env))
    def main(self):
        out = []
        while self.t[self.i][0] != "EOF": out.append(self.stmt())
        self.run(out, {})
for prog in ['fn fib(n) { if n < 2 { return n; } return fib(n-1) + fib(n-2); } print fib(15); let i = 0; while i < 3 { print "i=" ; print i * 2.5; let i = i + 1; }', "print x;", "let = 5;", "print 1 / 0;", "fn f(a) { return a; } print f(1, 2);", "print 1 $ 2;", 'print "a" + 1;', "print (1 + 2) * -3 % 4;"]:
    try: Interp(prog).main()
    except Exception as e: print(type(e).__name__, e)
Interp("fn f(n) { return f(n + 1); } print f(0);").main()
