# Names are set to None in two passes while something else still holds the module's functions.
import sys
class D:
    def __init__(self, n): self.n = n
    def __del__(self):
        print(self.n, D, _u, z)
_u = "under"
z = "zed"
d = D("one")
sys.keep = D.__del__
print("end")
