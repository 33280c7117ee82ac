# The texts of TypeErrors for wrong calls on methods, builtins, classes, lambdas, partials.
import functools
class C:
    def m(self, a): pass
    @classmethod
    def c(cls, a): pass
    @staticmethod
    def s(a): pass
    def __call__(self, x, *, y): pass
class D:
    pass
class E:
    def __init__(self, a, b): pass
class N:
    def __new__(cls, a): return object.__new__(cls)
c = C()
lam = lambda x: x
p = functools.partial(lam, 1)
for src in """c.m()|c.m(1, 2)|C.m()|C.m(c)|C.c()|C.c(1, 2)|C.s()|C.s(1, 2)|c()|c(1)|c(1, y=2, z=3)|D(1)|D(a=1)|E()|E(1)|E(1, 2, 3)|N()
lam()|lam(1, 2)|p(1)|len()|len([], [])|len(x=1)|abs()|int(1, 2, 3)|str(1, 2, 3, 4)|[].append()|[].append(1, 2)|[].sort(1)|{}.get()|"".join()
"".split(1)|"".replace("a")|object(1)|object.__new__()|object.__new__(1)|type()|type(1, 2)|isinstance(1)|range()|range(1, 2, 3, 4)|range(1.5)
list(1)|list(1, 2)|list(a=1)|tuple(1, 2)|dict(1)|dict([1])|dict([(1,)])|set(1, 2)|float(1, 2)|bool(1, 2)|complex(1, 2, 3)|max()|max(1)|min([])
min(1, key=1, default=2, a=3)|max([1], a=1, b=2, c=3)|sorted([1], a=1, b=2, c=3)|sorted(1, a=1)
sum()|sum(1)|sum([1], 2, 3)|sorted()|sorted(1)|zip(1)|map()|map(len)|filter(len)|enumerate()|reversed()|reversed(1)|iter(1)|next(1)|next()
getattr(1)|setattr(1, 2)|hasattr(1)|ord("ab")|ord(1)|chr("a")|chr(-1)|hex(1.5)|print(sep=1)|print(end=2)|print(foo=3)|input(1, 2)|pow(2)|pow(2, 3, 0)
divmod(1)|round()|round("a")|callable()|id()|hash([])|vars(1)|format(1, 2)|slice()|super()|open()|compile("1")|exec(1)|eval(2)|__import__()|memoryview(1)|bytes("a")""".replace("\n", "|").split("|"):
    try:
        print(src, "=", eval(src))
    except Exception as e:
        print(src, "->", type(e).__name__ + ":", e)
