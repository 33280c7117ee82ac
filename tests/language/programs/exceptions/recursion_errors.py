import sys
def down(n): return down(n + 1)
try:
    down(0)
except RecursionError as e:
    print(type(e).__name__, e, isinstance(e, RuntimeError))
sys.setrecursionlimit(200)
def depth(n=0):
    try: return depth(n + 1)
    except RecursionError: return n
d = depth()
print(100 < d < 200, sys.getrecursionlimit())
class G:
    def __getattr__(self, n): return getattr(self, n + "x")
try: G().a
except RecursionError: print("getattr loop")
class R:
    def __repr__(self): return f"<{self!r}>"
try: repr(R())
except RecursionError: print("repr loop")
class E:
    def __eq__(self, o): return o == self
try: E() == E()
except RecursionError: print("eq loop")
class H:
    def __hash__(self): return hash((self,))
try: hash(H())
except RecursionError: print("hash loop")
def gen(n): yield from gen(n + 1)
try: next(gen(0))
except RecursionError: print("generator loop")
def fin(n):
    try: fin(n + 1)
    finally: pass
try: fin(0)
except RecursionError: print("finally loop")
for bad in (0, -1, "x", 1.5, 1 << 70):
    try: sys.setrecursionlimit(bad)
    except (ValueError, TypeError, OverflowError) as e: print(type(e).__name__, e)
sys.setrecursionlimit(1000)
def mutual_a(n): return mutual_b(n)
def mutual_b(n): return [mutual_a(n) for _ in range(1)]
try: mutual_a(1)
except RecursionError: print("mutual loop")
f = lambda: f()
try: f()
except RecursionError as e: print("lambda loop", len(e.args))
print("still running", depth(0) > 500)
