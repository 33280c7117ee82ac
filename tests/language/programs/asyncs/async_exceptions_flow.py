def run(c):
    try:
        while True: c.send(None)
    except StopIteration as e: return e.value
class Once:
    def __await__(self): yield
log = []
class CM:
    def __init__(self, n, swallow=False): self.n, self.swallow = n, swallow
    async def __aenter__(self): await Once(); log.append("in " + self.n); return self
    async def __aexit__(self, t, v, tb): await Once(); log.append(f"out {self.n} {t and t.__name__}"); return self.swallow
async def a():
    try:
        async with CM("x"):
            async with CM("y", True): raise KeyError("y swallows")
            raise ValueError("from body")
    except ValueError as e: log.append(f"caught {e}")
    finally: await Once(); log.append("fin")
    return "a done"
print(run(a()), log); log.clear()
async def b():
    for i in range(4):
        try:
            async with CM(str(i)):
                if i == 1: continue
                if i == 2: break
        finally: log.append(f"f{i}")
    else: log.append("else")
    return i
print(run(b()), log); log.clear()
async def c():
    async def src():
        try:
            for i in range(5): yield i
        finally: log.append("src closed")
    g = src()
    async for v in g:
        if v == 2: break
    log.append("left"); await g.aclose()
    try:
        async for v in src(): 1 / (1 - v)
    except ZeroDivisionError as e: log.append(str(e))
    return [v async for v in src() if v % 2]
print(run(c()), log); log.clear()
async def d():
    try: raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
    except* ValueError as e: await Once(); log.append(len(e.exceptions))
    except* KeyError: await Once(); log.append("k")
    return "d"
print(run(d()), log); log.clear()
async def e():
    async with CM("ret"): return "returned"
print(run(e()), log); log.clear()
class BadExit(CM):
    async def __aexit__(self, *a): raise RuntimeError("exit")
async def f():
    async with BadExit("z"): raise ValueError("body")
try: run(f())
except RuntimeError as x: print(repr(x), repr(x.__context__), log)
async def g(): return await (await (await_chain(2)))
async def await_chain(n): return await_chain(n - 1) if n > 1 else Named()
class Named(Once):
    def __repr__(self): return "Named()"
print(run(g()))
