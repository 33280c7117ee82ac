def sub(n):
    tot = 0
    for _ in range(n):
        v = yield tot
        tot += v or 0
    return ("sub", tot)
def main():
    a = yield from sub(2)
    b = yield from sub(0)
    c = yield from [7, 8]
    d = yield from (x for x in "z")
    e = yield from map(str, [1])
    return a, b, c, d, e
g = main(); out = [next(g)]
try:
    for v in (5, 6, None, None, None, None, None): out.append(g.send(v))
except StopIteration as s: print(out, s.value)
def early():
    return 5
    yield
try: next(early())
except StopIteration as s: print(s.value)
def ret_none(): yield 1; return
def ret_tuple(): return (yield), (yield)
print(list(ret_none()))
r = ret_tuple(); next(r); r.send("a")
try: r.send("b")
except StopIteration as s: print(s.value, s.args)
def chain(*its):
    vals = []
    for i in its: vals.append((yield from i))
    return vals
def collect(g):
    out = []
    while True:
        try: out.append(next(g))
        except StopIteration as s: return out, s.value
print(collect(chain(sub(2), early(), "ab", chain(sub(1)))))
def exc():
    try: yield from sub(3)
    except ZeroDivisionError as e: return f"caught {e}"
e = exc(); next(e)
try: e.throw(ZeroDivisionError("thrown"))
except StopIteration as s: print(s.value)
class WithReturn:
    def __iter__(self): return self
    def __next__(self): raise StopIteration("iter value")
def use(): return (yield from WithReturn())
try: next(use())
except StopIteration as s: print(s.value)
try: next((lambda: (yield from 5))())
except TypeError as t: print(t)
