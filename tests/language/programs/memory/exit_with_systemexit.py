import sys
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)
def f():
    local = D("local")
    try: sys.exit(3)
    finally: print("finally")
top = D("top")
def gen():
    try: yield
    finally: print("gen closed")
g = gen(); next(g)
f()
