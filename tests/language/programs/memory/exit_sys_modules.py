import sys, types
class D:
    def __init__(self, n): self.n = n
    def __del__(self, sys=sys, print=print):
        m = sys.modules
        print(self.n, sys is None, m is None, type(m).__name__, m and "__main__" in m, sys.stdout is sys.__stdout__)
x = D("global")
mod = types.ModuleType("extra")
sys.modules["extra"] = mod
mod.d = D("in module")
mod._d = D("_in module")
def f(): pass
sys.attr = D("in sys")
import builtins
builtins.attr = D("in builtins")
import json
json.attr = D("in json")
print("end")
