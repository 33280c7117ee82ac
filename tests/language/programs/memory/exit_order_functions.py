class D:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name, sorted(k for k in globals() if len(k) < 4))
b = D("b")
_a = D("_a")
def f(): return b
a = D("a")
class C:
    attr = D("class attribute")
    def method(self): return f()
_b = D("_b")
held = [D("in list")]
print("end")
