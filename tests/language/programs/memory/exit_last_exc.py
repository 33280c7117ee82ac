import sys
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n, hasattr(sys, "last_exc") if sys else "no sys")
def f():
    x = D("in frame")
    raise KeyError(x)
def g():
    y = D("y")
    f()
g()
