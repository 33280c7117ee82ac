# Discrete event simulation of jobs on two machines, with a heap and a deterministic generator.
import heapq, itertools
def lcg(seed):
    while True:
        seed = (seed * 1664525 + 1013904223) % 2 ** 32
        yield seed >> 16
class Sim:
    def __init__(self, seed):
        self.now, self.q, self.seq, self.rnd = 0, [], itertools.count(), lcg(seed)
        self.waiting, self.free, self.done, self.log = [], {"A", "B"}, [], []
    def at(self, t, what, *args): heapq.heappush(self.q, (t, next(self.seq), what, args))
    def arrive(self, n):
        work, prio = next(self.rnd) % 9 + 1, next(self.rnd) % 3
        heapq.heappush(self.waiting, (prio, n, work, self.now))
        self.log.append(f"{self.now:>3} arrive job{n} prio{prio} work{work}")
        if n < 9: self.at(self.now + next(self.rnd) % 4, self.arrive, n + 1)
        self.start()
    def start(self):
        while self.free and self.waiting:
            m = min(self.free); self.free.remove(m)
            prio, n, work, since = heapq.heappop(self.waiting)
            self.log.append(f"{self.now:>3} {m} takes job{n} (waited {self.now - since})")
            self.at(self.now + work, self.finish, m, n, since)
    def finish(self, m, n, since):
        self.free.add(m); self.done.append((n, self.now - since))
        self.log.append(f"{self.now:>3} {m} ends job{n}")
        self.start()
    def run(self):
        while self.q:
            self.now, _, what, args = heapq.heappop(self.q)
            what(*args)
        return self
s = Sim(42); s.at(0, s.arrive, 0); s.run()
print(*s.log, sep="\n")
print(s.now, sorted(s.done), f"mean {sum(t for _, t in s.done) / len(s.done):.2f}", max(s.done, key=lambda d: d[1]))
for seed in range(3):
    x = Sim(seed); x.at(0, x.arrive, 0); x.run(); print(seed, x.now, len(x.log), x.done[-1])
