# A spreadsheet: formulas with references, ranges, lazy evaluation, cycle detection, error values.
import re
class Err(Exception): pass
class Sheet:
    def __init__(self): self.src, self.cache, self.busy = {}, {}, []
    def __setitem__(self, k, v): self.src[k] = v; self.cache.clear()
    def __getitem__(self, k):
        if k in self.cache: return self.cache[k]
        if k in self.busy: raise Err("#CYCLE " + ">".join(self.busy[self.busy.index(k):] + [k]))
        self.busy.append(k)
        try: v = self.eval(self.src.get(k))
        except Err as e: v = e
        except ZeroDivisionError: v = Err("#DIV/0")
        except (TypeError, ValueError): v = Err("#VALUE")
        except NameError as e: v = Err(f"#NAME {e.name}")
        except SyntaxError: v = Err("#SYNTAX")
        finally: self.busy.pop()
        self.cache[k] = v
        return v
    def eval(self, s):
        if not isinstance(s, str) or not s.startswith("="): return s
        expr = re.sub(r"\b([A-Z]\d+):([A-Z]\d+)\b", r"_range('\1', '\2')", s[1:])
        expr = re.sub(r"(?<!['\w])([A-Z]\d+)(?!['\w])", r"_cell('\1')", expr)
        return eval(expr, {"__builtins__": {}, "_cell": self.cell, "_range": self.range, "SUM": lambda *a: sum(self.flat(a)), "AVG": lambda *a: (lambda l: sum(l) / len(l))(list(self.flat(a))), "MAX": lambda *a: max(self.flat(a)), "IF": lambda c, a, b: a if c else b, "COUNT": lambda *a: sum(1 for _ in self.flat(a))})
    def cell(self, k):
        v = self[k]
        if isinstance(v, Err): raise v
        return 0 if v is None else v
    def range(self, a, b): return [self.cell(chr(c) + str(r)) for c in range(ord(a[0]), ord(b[0]) + 1) for r in range(int(a[1:]), int(b[1:]) + 1)]
    def flat(self, xs):
        for x in xs:
            if isinstance(x, list): yield from self.flat(x)
            else: yield x
s = Sheet()
for k, v in {"A1": 10, "A2": 20, "A3": "=A1+A2", "B1": "=SUM(A1:A3)", "B2": "=AVG(A1:A3, 30)", "B3": "=B1/(A1-10)", "C1": "=C2", "C2": "=C3+1", "C3": "=C1*2", "D1": "=IF(A1>5, 'big', 'small')", "D2": "=D1+1", "D3": "=FOO(1)", "D4": "=1+", "E1": "=Z9+1", "E2": "=B3+1", "E3": "=MAX(A1:B2)*2", "F1": "text"}.items(): s[k] = v
show = lambda v: str(v) if isinstance(v, Err) else repr(v)
print({k: show(s[k]) for k in s.src})
s["A1"] = 12
print({k: show(s[k]) for k in ("A3", "B1", "B2", "B3", "E2", "E3")})
s["C3"] = 5; print(s["C1"], s["C2"], show(s["D2"]), s.busy, len(s.cache))
