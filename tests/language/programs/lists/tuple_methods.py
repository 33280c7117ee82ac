t = (1, 2, 3, 2)
print(t.count(2), t.index(2), t.index(2, 2), t + (4,), t * 2, 2 * (1,), t[1:], t[::-1], t[-1], len(t), 3 in t, hash(t) == hash((1, 2, 3, 2)), tuple("ab"), tuple(), tuple([1]), (), (1,), ((),))
print(t == (1, 2, 3, 2), t < (1, 3), (1, 2) < (1, 2, 0), () < (0,), (1, "a") == (1, "a"), (1, 2) != [1, 2], tuple(t) is t, t[:] is t, () is tuple(), (1, [2]) == (1, [2]))
for code in ["t[0] = 1", "del t[0]", "t[9]", "t['a']", "t.index(9)", "t + [1]", "t * 'a'", "hash((1, []))", "t.append(1)", "t[1.5]", "(1, 2) < (1, 'a')", "tuple(5)", "tuple(1, 2)", "t.count()", "t.index()", "t += 5", "t.index(1, 'x')"]:
    try: exec("print(code, " + code + ")" if "=" not in code and "del" not in code else code)
    except Exception as e: print(code, "->", type(e).__name__, e)
x = t
t += (9,)
print(t, x, t is x)
a = ([1, 2], "s")
try: a[0] += [3]
except TypeError as e: print(a, e)
print(1, *(2, 3), (4), (4,), sep=" / ")
print(repr((1,)), repr(()), repr(("a", ("b",))), str((None, True, 1.5)), "%s" % ((1, 2),))
from collections import namedtuple
P = namedtuple("P", "x y z", defaults=[0])
p = P(1, 2)
print(p, p.x, p[1], p._replace(x=5), p._asdict(), P._fields, P._field_defaults, P._make([7, 8, 9]), p == (1, 2, 0), isinstance(p, tuple), [*p], P.__doc__, p.index(2), p + (3,))
try: P(1)
except TypeError as e: print(e)
try: p.x = 1
except AttributeError as e: print(e)
for bad in [("P", "a a"), ("P", "class"), ("P", "_x"), ("1P", "a"), ("P", ["a", 1.5])]:
    try: print(namedtuple(*bad)._fields)
    except ValueError as e: print(e)
print(namedtuple("R", "a class a", rename=True)._fields)
class Sub(P):
    __slots__ = ()
    @property
    def s(self): return self.x + self.y
print(Sub(1, 2).s, Sub(1, 2), Sub(1, 2)._replace(y=9))
rec = (1,)
for _ in range(5): rec = (rec, rec)
print(len(str(rec)), rec == eval(str(rec)), hash(rec) == hash(eval(str(rec))))
