# No functions: the module's namespace dies as soon as sys.modules lets go.
class D:
    def __init__(self, name): self.name = name
    def __del__(self): print("del", self.name)
b = D("b")
_a = D("_a")
a = D("a")
__x = D("__x")
_b = D("_b")
lst = [D("l0"), D("l1")]
tup = (D("t0"), D("t1"))
dct = {"k": D("dk"), D("key"): 1}
cyc = D("cyc"); cyc.me = cyc
print("end")
