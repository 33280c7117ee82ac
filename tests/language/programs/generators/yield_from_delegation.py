def inner():
    log = []
    try:
        while True:
            try:
                v = yield len(log)
                log.append(v)
                if v == "stop": return log
            except KeyError as e:
                log.append(f"KeyError {e}")
    finally:
        print("inner fin", log)
def outer():
    r = yield from inner()
    print("inner returned", r)
    s = yield from "ab"
    print("string gave", s)
    t = yield from iter([10, 20])
    return "outer result"
o = outer()
print(next(o), o.send("x"), o.throw(KeyError("k")), o.gi_yieldfrom.__name__)
print(o.send("stop"), next(o), next(o), next(o))
try:
    next(o)
except StopIteration as e:
    print(e.value, o.gi_yieldfrom)
p = outer(); next(p)
p.close()
q = outer(); next(q)
try:
    q.throw(ZeroDivisionError("deep"))
except ZeroDivisionError as e:
    print(e)
class Sub:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration("sub value")
        return self.n
def deleg():
    return (yield from Sub())
d = deleg()
print(next(d), d.send(None))
try:
    d.send(5)
except AttributeError as e:
    print(e)
d = deleg(); next(d)
try:
    d.throw(ValueError("no throw method"))
except ValueError as e:
    print(e)
class Full(Sub):
    def send(self, v): print("send", v); return v
    def throw(self, *a): print("throw", a[0] if isinstance(a[0], type) else repr(a[0])); return "thrown"
    def close(self): print("close called")
f = deleg.__class__ and (lambda: (yield from Full()))()
print(next(f), f.send(7), f.throw(ValueError("x")))
f.close()
def bad(): yield from 5
try:
    list(bad())
except TypeError as e:
    print(e)
def tree(t):
    if isinstance(t, tuple):
        for c in t: yield from tree(c)
    else:
        yield t
print(list(tree((1, (2, (3, 4)), ((5,),)))))
