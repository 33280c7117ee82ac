import sys, io
class W:
    def __init__(self): self.parts = []
    def write(self, s): sys.__stdout__.write("<" + s + ">"); return len(s)
    def flush(self): sys.__stdout__.write("[flush]")
class D:
    def __del__(self): print("in del")
d = D()
keep = [d]; keep.append(keep)
def f(): pass
sys.stdout = W()
print("x")
del d, keep
