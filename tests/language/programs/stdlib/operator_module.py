import operator as op
print([f(7, 3) for f in (op.add, op.sub, op.mul, op.floordiv, op.mod, op.pow, op.truediv, op.and_, op.or_, op.xor, op.lshift, op.rshift, op.lt, op.le, op.eq, op.ne, op.ge, op.gt)], op.neg(5), op.pos(-5), op.inv(5), op.not_([]), op.truth("a"), op.is_(None, None), op.is_not(1, None), op.is_none(None), op.is_not_none(1), op.abs(-2), op.index(True), op.concat([1], [2]), op.contains("abc", "b"), op.countOf([1, 2, 1], 1), op.indexOf("abc", "c"), op.getitem([5, 6], 1), op.length_hint(iter([1, 2])), op.matmul.__name__, op.call(max, 1, 5))
l = [1, 2, 3]; op.setitem(l, 0, 9); op.delitem(l, 1); print(l, op.iadd(l, [7]), op.imul(l, 2), op.iconcat([1], (2,)), op.ior({1}, {2}) == {1, 2}, op.isub(5, 3), op.ipow(2, 3))
g = op.itemgetter(1); g2 = op.itemgetter(0, -1); a = op.attrgetter("real"); a2 = op.attrgetter("real", "__class__.__name__"); m = op.methodcaller("replace", "a", "b", 1)
print(g("xyz"), g2([1, 2, 3]), g({1: "v"}), a(5), a2(1.5), m("aaa"), repr(g), repr(g2), repr(a2), repr(m), repr(op.methodcaller("f", k=1)), sorted([(1, "b"), (0, "c")], key=op.itemgetter(1)), list(map(op.itemgetter("k"), [{"k": 1}])), op.itemgetter(slice(1, 3))("abcd"))
for f in (lambda: g("x"), lambda: op.itemgetter(), lambda: op.attrgetter(5), lambda: op.attrgetter("a.b")(5), lambda: op.methodcaller(), lambda: op.methodcaller(5), lambda: op.methodcaller("nope")(1), lambda: op.add(1, "a"), lambda: op.index(1.5), lambda: op.concat(1, 2), lambda: op.indexOf([1], 5), lambda: op.add(1), lambda: op.length_hint(5, "x"), lambda: op.countOf(5, 1), lambda: op.getitem({}, "k"), lambda: g(), lambda: a(1, 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
class V:
    def __init__(self, x): self.x = x
    def __matmul__(self, o): return f"{self.x}@{o}"
    def __imatmul__(self, o): self.x += o; return self
    def __index__(self): return 4
print(op.matmul(V(1), 2), op.imatmul(V(1), 5).x, op.index(V(1)), [10, 20, 30, 40, 50][V(0)])
import functools, pickle
print(functools.reduce(op.mul, range(1, 6)), pickle.loads(pickle.dumps(op.itemgetter(1)))("ab"), pickle.loads(pickle.dumps(m))("aa"), max([{"a": 1}, {"a": 5}], key=op.itemgetter("a")), dict(zip("ab", map(op.neg, [1, 2]))))
