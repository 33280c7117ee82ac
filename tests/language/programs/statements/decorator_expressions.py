# Any expression may decorate (PEP 614).
calls = []
def d(tag): return lambda f: calls.append(tag) or f
table = {"k": d("table")}
class NS:
    inner = type("I", (), {"deco": staticmethod(d("dotted"))})
    def method(self, f): calls.append("method"); return f
@table["k"]
@NS.inner.deco
@NS().method
@(lambda f: calls.append("lambda") or f)
@[d("list")][0]
@(d("cond") if True else None)
@(named := d("walrus"))
@d("a") if False else d("b")
@(x for x in [d("gen")]).__next__()
@d(f"{1 + 1}")
def f(): return "f"
print(f(), calls); calls.clear()
@lambda c: calls.append(c.__name__) or c
class C:
    @staticmethod
    @d("static")
    def s(): return 1
    @property
    @d("prop")
    def p(self): return 2
    @p.setter
    def p(self, v): calls.append(v)
    @classmethod
    @d("class")
    def k(cls): return cls.__name__
    @d("async")
    async def co(self): pass
    @[].append
    def gone(self): pass
print(C.s(), C().p, C.k(), C.gone, calls)
C().p = "set"; print(calls[-1])
@print
def printed(): pass
print(printed)
@int
@lambda f: "42"
def number(): pass
print(number + 1)
def order(n): print("eval", n); return lambda f: print("apply", n) or f
@order(1)
@order(2)
def g(a=print("default")): pass
