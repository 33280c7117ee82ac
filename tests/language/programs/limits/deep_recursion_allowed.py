# With the limit raised, a Python recursion goes as deep as it asks.
import sys
sys.setrecursionlimit(30000)
def depth(n): return 0 if n == 0 else 1 + depth(n - 1)
print(depth(20000))
def tree(n): return (n,) if n == 0 else (n, tree(n - 1))[:1]
print(tree(15000))
def gen(n):
    if n: yield from gen(n - 1)
    yield n
print(sum(gen(500)))
class N:
    def __init__(self, n): self.kid = N(n - 1) if n else None
    def count(self): return 1 + (self.kid.count() if self.kid else 0)
n = N(9000)
print(n.count())
while n.kid: n = n.kid
def even(n): return n == 0 or odd(n - 1)
def odd(n): return n != 0 and even(n - 1)
print(even(20000), odd(19999))
ack = lambda m, n: n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
print(ack(2, 300))
def catch(n):
    try: return catch(n + 1)
    except RecursionError: return n
print(25000 < catch(0) <= 30000)
sys.setrecursionlimit(1000)
print(500 < catch(0) <= 1000)
