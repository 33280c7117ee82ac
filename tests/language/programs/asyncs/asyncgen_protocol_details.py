def drive(co):
    out = []
    try:
        v = co.send(None)
        while True: out.append(v); v = co.send(f"r{len(out)}")
    except StopIteration as e: return out, e.value
class Y:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)
async def agen():
    try:
        a = await Y("await1"); got = yield f"item1 {a}"
        b = await Y("await2"); yield f"item2 {b} {got}"
    finally: await Y("cleanup")
g = agen()
print(drive(g.__anext__())); print(drive(g.asend("S")))
try: drive(g.__anext__())
except StopAsyncIteration: print("end")
h = agen(); drive(h.__anext__())
try: print(drive(h.athrow(KeyError("k"))))
except KeyError as e: print("out", e)
k = agen(); drive(k.__anext__()); print(drive(k.aclose()), drive(k.aclose()))
a = agen(); n1 = a.__anext__(); n1.send(None)
n2 = a.__anext__()
try: n2.send(None)
except RuntimeError as e: print(e)
try: n1.close()
except RuntimeError as e: print(e)
print(a.ag_running)
for bad in (lambda: agen().asend("x").send(None), lambda: agen().asend(), lambda: anext(agen(), 1, 2), lambda: next(agen()), lambda: iter(agen()), lambda: list(agen())):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
async def use():
    out = []
    async for x in agen(): out.append(x)
    else: out.append("else")
    return out
print(drive(use()))
async def nested():
    async def inner():
        for i in range(3): yield i
    async for i in inner():
        async for j in inner():
            if j == 1: break
            yield i, j
async def collect(ag): return [x async for x in ag]
print(drive(collect(nested())))
