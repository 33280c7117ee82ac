# A cache with size and logical time limits, as mapping, decorator and context manager.
from collections import OrderedDict
from collections.abc import MutableMapping
import functools
class Cache(MutableMapping):
    def __init__(self, size, ttl): self.size, self.ttl, self.clock, self._d, self.stats = size, ttl, 0, OrderedDict(), {"hit": 0, "miss": 0, "evict": 0, "expire": 0}
    def tick(self, n=1): self.clock += n; return self
    def _expired(self, k):
        if self.clock - self._d[k][1] >= self.ttl:
            del self._d[k]; self.stats["expire"] += 1; return True
    def __getitem__(self, k):
        if k not in self._d or self._expired(k): self.stats["miss"] += 1; raise KeyError(k)
        self.stats["hit"] += 1; self._d.move_to_end(k); return self._d[k][0]
    def __setitem__(self, k, v):
        self._d[k] = v, self.clock; self._d.move_to_end(k)
        while len(self._d) > self.size: self._d.popitem(last=False); self.stats["evict"] += 1
    def __delitem__(self, k): del self._d[k]
    def __iter__(self): return iter(list(self._d))
    def __len__(self): return len(self._d)
    def __repr__(self): return f"<Cache {dict((k, v[0]) for k, v in self._d.items())} at {self.clock}>"
    def __call__(self, f):
        @functools.wraps(f)
        def w(*a):
            try: return self[a]
            except KeyError: self[a] = r = f(*a); return r
        w.cache = self
        return w
c = Cache(3, 5)
c.update(a=1, b=2); c.tick(3); c["c"] = 3; print(c["a"], c, "b" in c, len(c))
c["d"] = 4; print(c, c.get("b", "evicted")); c.tick(2); print(c.get("a"), c.get("c"), c, c.stats)
c["w"] = 0; print(c.setdefault("z", 26), c.pop("z"), sorted(c), len(c) <= 1, list(c), c.clear(), len(c))
calls = []
@Cache(2, 10)
def slow(n): "doc"; calls.append(n); return n * n
print([slow(i) for i in (1, 2, 1, 3, 2, 1)], calls, slow.cache.stats, slow.__name__, slow.__doc__)
try: c["missing"]
except KeyError as e: print("KeyError", e, isinstance(c, MutableMapping))
try: del c["q"]
except KeyError as e: print(repr(e))
