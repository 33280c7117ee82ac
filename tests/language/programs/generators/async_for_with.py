def run(co):
    while True:
        try: co.send(None)
        except StopIteration as e: return e.value
class Ticks:
    def __init__(self, n): self.n, self.i = n, 0
    def __aiter__(self): return self
    async def __anext__(self):
        if self.i == self.n: raise StopAsyncIteration
        self.i += 1
        return self.i
class ACM:
    def __init__(self, name, swallow=False): self.name, self.swallow = name, swallow
    async def __aenter__(self): print("aenter", self.name); return self.name
    async def __aexit__(self, t, v, tb): print("aexit", self.name, t and t.__name__); return self.swallow
async def main():
    async for t in Ticks(3):
        if t == 2: continue
        print("tick", t)
    else:
        print("async else")
    async for t in Ticks(5):
        if t == 2: break
    else:
        print("not here")
    async with ACM("a") as a, ACM("b"):
        print("in", a)
    async with (ACM("s", True) as s, ACM("t")):
        raise ValueError
    for bad in (5, [], type("X", (), {"__aiter__": lambda s: 5})(), type("Y", (), {"__aiter__": lambda s: s})()):
        try:
            async for _ in bad: pass
        except TypeError as e: print(e)
    class BadNext:
        def __aiter__(self): return self
        def __anext__(self): return 5
    try:
        async for _ in BadNext(): pass
    except TypeError as e: print(e, "| cause", e.__cause__)
    for bad in (5, type("Z", (), {"__aexit__": 1})(), type("W", (), {"__aenter__": 1})(), type("V", (), {"__enter__": 1, "__exit__": 1})()):
        try:
            async with bad: pass
        except TypeError as e: print(e)
    class NotAw:
        def __aenter__(self): return 5
        async def __aexit__(self, *a): pass
    try:
        async with NotAw(): pass
    except TypeError as e: print(e)
    return [x async for x in Ticks(3)]
print(run(main()))
async def ret():
    async with ACM("r"):
        return "returned"
print(run(ret()))
async def loop():
    for i in range(3):
        async with ACM(i):
            if i == 1: break
run(loop())
try:
    with ACM("sync"): pass
except TypeError as e: print(e)
