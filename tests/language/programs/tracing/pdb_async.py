# A session of pdb: the commands are in the file beside this one.
import pdb
from target import numbers

async def child(n):
    await later()
    m = n * 2
    return m

class later:
    def __await__(self):
        yield 'wait'
async def amain():
    r = []
    async for x in agen(): r.append(x)
    async with cm() as c: r.append(c)
    return r + [x async for x in agen()]
async def agen():
    for i in range(2):
        await later()
        yield i
class cm:
    async def __aenter__(self): return await child(4)
    async def __aexit__(self, *a): await later()
async def dbg():
    x = 1
    breakpoint()
    y = await child(x)
    await pdb.set_trace_async() if hasattr(pdb, 'set_trace_async') else None
    z = y + 1
    return z
def drive(coro):
    try:
        while True: print('got', coro.send(None))
    except StopIteration as e:
        return e.value
print(drive(dbg()))
print(drive(amain()))
def g():
    breakpoint()
    for v in numbers():
        print(v)
    yield 1
    return 2
list(g())
