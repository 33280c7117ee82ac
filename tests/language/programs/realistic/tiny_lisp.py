# A Lisp in 50 lines: reader, evaluator with tail calls by loop, closures, macros.
import operator as op
def read(src):
    toks = src.replace("(", " ( ").replace(")", " ) ").replace("'", " ' ").split()
    def form():
        t = toks.pop(0)
        if t == "'": return ["quote", form()]
        if t == "(":
            out = []
            while toks[0] != ")": out.append(form())
            toks.pop(0); return out
        if t == ")": raise SyntaxError("unexpected )")
        try: return int(t)
        except ValueError: return {"#t": True, "#f": False}.get(t, t)
    while toks: yield form()
class Env(dict):
    def __init__(self, names=(), vals=(), outer=None): super().__init__(zip(names, vals)); self.outer = outer
    def find(self, k):
        e = self
        while e is not None:
            if k in e: return e
            e = e.outer
        raise NameError(f"unbound {k}")
class Lam:
    def __init__(self, ps, body, env): self.ps, self.body, self.env = ps, body, env
G = Env(); G.update({"+": lambda *a: sum(a), "-": lambda a, *b: a - sum(b) if b else -a, "*": lambda *a: __import__("math").prod(a), "<": op.lt, "=": op.eq, "car": lambda l: l[0], "cdr": lambda l: l[1:], "cons": lambda a, l: [a] + l, "list": lambda *a: list(a), "null?": lambda l: l == []})
macros = {}
def ev(x, env=G):
    while True:
        match x:
            case str(): return env.find(x)[x]
            case bool() | int(): return x
            case ["quote", v]: return v
            case ["if", c, a, b]: x = a if ev(c, env) is not False else b
            case ["define", [name, *ps], *body]: env[name] = Lam(ps, ["begin", *body], env); return name
            case ["define", name, v]: env[name] = ev(v, env); return name
            case ["set!", name, v]: env.find(name)[name] = ev(v, env); return None
            case ["lambda", ps, *body]: return Lam(ps, ["begin", *body], env)
            case ["begin", *init, last]:
                for i in init: ev(i, env)
                x = last
            case ["macro", name, ps, body]: macros[name] = Lam(ps, body, env); return name
            case [m, *args] if isinstance(m, str) and m in macros: x = ev(macros[m].body, Env(macros[m].ps, args, macros[m].env))
            case [f, *args]:
                f, vals = ev(f, env), [ev(a, env) for a in args]
                if not isinstance(f, Lam): return f(*vals)
                if len(vals) != len(f.ps): raise TypeError(f"wanted {len(f.ps)} arguments, got {len(vals)}")
                x, env = f.body, Env(f.ps, vals, f.env)
            case []: raise SyntaxError("empty form")
for src in ["(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))", "(fact 20)", "(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n))))", "(loop 3000 0)", "((lambda (x) (* x x)) 7)", "(define (map f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l)))))", "(map (lambda (x) (+ x 1)) '(1 2 3))", "(define (counter) (begin (define n 0) (lambda () (begin (set! n (+ n 1)) n))))", "(define c (counter))", "(list (c) (c) (c))", "(macro unless (c a b) (list 'if c b a))", "(unless #f 1 2)", "(undefined 1)", "(fact)", "()", "(car '())", "'(a (b c) 1)"]:
    try:
        for form in read(src): print(src[:40], "=>", ev(form))
    except Exception as e: print(src[:40], "!!", type(e).__name__, e)
