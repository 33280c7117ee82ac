# A tiny cooperative scheduler with sleep, join and failure, on plain generators.
from collections import deque
class Task:
    ids = 0
    def __init__(self, gen):
        Task.ids += 1
        self.id, self.gen, self.waiters, self.result, self.wake = Task.ids, gen, [], None, 0
class Loop:
    def __init__(self): self.ready, self.sleeping, self.now = deque(), [], 0
    def spawn(self, gen):
        t = Task(gen); self.ready.append((t, None)); return t
    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.sleeping.sort(key=lambda t: (t.wake, t.id))
                t = self.sleeping.pop(0); self.now = max(self.now, t.wake)
                self.ready.append((t, self.now))
            t, val = self.ready.popleft()
            try:
                cmd, arg = t.gen.throw(val) if isinstance(val, BaseException) else t.gen.send(val)
            except StopIteration as e: self.finish(t, e.value)
            except Exception as e: print(f"[{self.now}] task {t.id} failed: {e!r}"); self.finish(t, e)
            else:
                if cmd == "sleep": t.wake = self.now + arg; self.sleeping.append(t)
                elif cmd == "spawn": self.ready.append((t, self.spawn(arg)))
                elif cmd == "join":
                    if arg.result is not None: self.ready.append((t, arg.result[0]))
                    else: arg.waiters.append(t)
    def finish(self, t, value):
        t.result = (value,)
        for w in t.waiters: self.ready.append((w, value))
loop = Loop()
def sleep(n): return (yield "sleep", n)
def worker(name, n, fail=False):
    for i in range(n):
        now = yield from sleep(i + 1)
        print(f"[{loop.now}] {name} step {i} woke at {now}")
    if fail: raise ValueError(name)
    return name.upper()
def main():
    a = yield "spawn", worker("a", 3)
    b = yield "spawn", worker("b", 2, fail=True)
    print("joined", (yield "join", a))
    try:
        print("joined", (yield "join", b))
    except ValueError as e:
        print("join raised", repr(e))
    c = yield "spawn", worker("c", 1)
    return (yield "join", c)
m = loop.spawn(main())
loop.run()
print(m.result, loop.now)
