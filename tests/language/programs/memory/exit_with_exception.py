class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f():
    local = D("local")
    g()
def g():
    inner = D("inner")
    raise ValueError("boom")
top = D("top")
f()
