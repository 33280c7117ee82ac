import sys
sys.setrecursionlimit(300)
def t(name, f):
    try: f(); print(name, "no error")
    except RecursionError as e: print(name, "RecursionError")
def direct(): return direct()
def via_lambda(f): return f(f)
def via_map(n): return list(map(via_map, [n]))
def via_sorted(n): return sorted([n, n], key=via_sorted)
def via_max(n): return max([n], key=via_max)
def via_gen(n): return sum(via_gen(i) for i in [n])
def via_comp(n): return [via_comp(i) for i in [n]]
def via_exec(): exec("via_exec()", globals())
def via_eval(): return eval("via_eval()")
def via_try():
    try: return via_try()
    finally: pass
def via_with():
    with CM(): return via_with()
class CM:
    def __enter__(self): return self
    def __exit__(self, *a): return False
class P:
    @property
    def p(self): return self.p
    def __getattr__(self, n): return getattr(self, n)
    def __call__(self): return self()
    def __len__(self): return len(self)
    def __iter__(self): return iter(self)
    def __getitem__(self, k): return self[k]
    def __add__(self, o): return self + o
    def __lt__(self, o): return self < o
    def __contains__(self, x): return x in self
    def __bool__(self): return bool(self)
    def __format__(self, s): return f"{self}"
    def __str__(self): return str(self)
    def __hash__(self): return hash(self)
    def __index__(self): return self.__index__()
    def __setattr__(self, k, v): setattr(self, k, v)
    def __reversed__(self): return reversed(self)
p = P()
for n in "direct via_map via_sorted via_max via_gen via_comp via_exec via_eval via_try via_with".split(): t(n, (lambda f: lambda: f(*([1] if f.__code__.co_argcount else [])))(globals()[n]))
t("lambda", lambda: via_lambda(via_lambda))
for n, f in dict(prop=lambda: p.p, getattr=lambda: p.zzz, call=lambda: p(), len=lambda: len(p), iter=lambda: iter(p), getitem=lambda: p[0], add=lambda: p + 1, lt=lambda: p < 1, contains=lambda: 1 in p, bool=lambda: bool(p), format=lambda: f"{p}", str=lambda: str(p), hash=lambda: hash(p), index=lambda: range(p), setattr=lambda: setattr(p, "x", 1), reversed=lambda: reversed(p)).items(): t(n, f)
print("alive", sum(range(10)))
