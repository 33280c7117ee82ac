# A mini event loop: futures, tasks, gather, timeouts with a logical clock.
import heapq
class Future:
    def __init__(self): self.done, self.value, self.exc, self.cbs = False, None, None, []
    def set(self, v=None, exc=None):
        self.done, self.value, self.exc = True, v, exc
        for cb in self.cbs: loop.soon(cb, self)
    def result(self):
        if self.exc: raise self.exc
        return self.value
    def __await__(self):
        if not self.done: yield self
        return self.result()
class Task(Future):
    def __init__(self, co): super().__init__(); self.co, self.cancelled = co, False; loop.soon(self.step, None)
    def step(self, fut):
        try:
            if self.cancelled: self.cancelled = False; w = self.co.throw(Cancelled())
            else: w = self.co.send(None)
        except StopIteration as e: self.set(e.value)
        except (Exception, Cancelled) as e: self.set(exc=e)
        else: w.cbs.append(self.step)
    def cancel(self):
        if not self.done: self.cancelled = True; loop.soon(self.step, None)
class Cancelled(BaseException): pass
class Loop:
    def __init__(self): self.ready, self.timers, self.now, self.n = [], [], 0, 0
    def soon(self, f, a): self.ready.append((f, a))
    def later(self, d, f): self.n += 1; heapq.heappush(self.timers, (self.now + d, self.n, f))
    def run(self, co):
        t = Task(co)
        while not t.done:
            if not self.ready: self.now, _, f = heapq.heappop(self.timers); f()
            while self.ready: f, a = self.ready.pop(0); f(a)
        return t.result()
loop = Loop()
def sleep(d, v=None): f = Future(); loop.later(d, lambda: f.done or f.set(v)); return f
async def gather(*cos):
    ts = [Task(c) for c in cos]
    return [await t for t in ts]
async def work(n, d):
    for i in range(2):
        await sleep(d); print(f"[{loop.now}] {n}{i}")
    return n.upper()
async def fails(): await sleep(1); raise ValueError("task failed")
async def main():
    print(await gather(work("a", 2), work("b", 3), work("c", 1)))
    t = Task(fails())
    try: await t
    except ValueError as e: print("caught", e)
    c = Task(work("slow", 100)); await sleep(1); c.cancel()
    try: await c
    except Cancelled: print("cancelled at", loop.now)
    async with Lock() as l: print(l, loop.now)
    return [x async for x in ticks(3)]
class Lock:
    async def __aenter__(self): await sleep(1); return "locked"
    async def __aexit__(self, *e): await sleep(1)
async def ticks(n):
    for i in range(n): yield await sleep(1, loop.now)
print(loop.run(main()), loop.now)
