# Realistic: a bounded queue, producers, workers and a rate limiter on a hand-made loop.
from collections import deque
class Suspend:
    def __await__(self): yield
class Queue:
    def __init__(self, n): self.n, self.q, self.closed = n, deque(), False
    async def put(self, v):
        while len(self.q) >= self.n: await Suspend()
        self.q.append(v)
    async def get(self):
        while not self.q:
            if self.closed: raise StopAsyncIteration
            await Suspend()
        return self.q.popleft()
    def __aiter__(self): return self
    __anext__ = get
async def producer(q, items, log):
    for i in items:
        await q.put(i); log.append(f"put {i}")
    return len(items)
async def worker(name, q, out, fail_on=None):
    async for v in q:
        if v == fail_on: raise ValueError(f"{name} choked on {v}")
        await Suspend(); out.append((name, v * v))
    return name
def run_all(**cos):
    done, ticks = {}, 0
    while cos:
        ticks += 1
        for n, c in list(cos.items()):
            try: c.send(None)
            except StopIteration as e: done[n] = e.value; del cos[n]
            except Exception as e: done[n] = e; del cos[n]
        yield ticks, done
q, out, log = Queue(2), [], []
for t, done in run_all(p1=producer(q, [1, 2, 3], log), p2=producer(q, [10, 20], log), w1=worker("w1", q, out), w2=worker("w2", q, out)):
    if "p1" in done and "p2" in done: q.closed = True
print(t, done, out, log)
q, out, log = Queue(1), [], []
for t, done in run_all(p=producer(q, range(4), log), bad=worker("bad", q, out, fail_on=2), ok=worker("ok", q, out)):
    q.closed = "p" in done
print(t, {k: repr(v) for k, v in done.items()}, out, log)
async def stage(src, f):
    async for v in src:
        await Suspend()
        if (r := f(v)) is not None: yield r
async def source(n):
    for i in range(n): yield i
async def main(): return [v async for v in stage(stage(source(8), lambda x: x if x % 2 else None), lambda x: x * 100)]
for t, done in run_all(m=main()): pass
print(t, done)
