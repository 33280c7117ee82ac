# += calls __iadd__ where it exists, and falls back; the tuple puzzle.
class Acc:
    def __init__(self): self.log = []
    def __iadd__(self, o): self.log.append(("iadd", o)); return self
    def __add__(self, o): return ("add", o)
    def __isub__(self, o): return NotImplemented
    def __sub__(self, o): return ("sub", o)
    def __imatmul__(self, o): self.log.append(("imatmul", o)); return self
    def __ipow__(self, o): self.log.append(("ipow", o)); return self
    def __ilshift__(self, o): self.log.append(("ilshift", o)); return self
a = b = Acc()
a += 1
a @= 2
a **= 3
a <<= 4
print(a is b, a.log)
a -= 1
print(a)
t = ([1], 2)
try:
    t[0] += [5]
except TypeError as e:
    print(e, t)
x = y = [1]
x += (2,)
x *= 2
print(y)
x = x + [3]
print(len(y), len(x))
s = z = {1, 2}
s |= {3}; s &= {2, 3}; s ^= {9}; s -= {9}
print(sorted(z))
d = e = {1: 1}
d |= [(2, 2)]
print(e)
st = u = "ab"
st += "c"
print(u, st)
n = 5
try:
    n @= 2
except TypeError as err:
    print(err)
try:
    n += "x"
except TypeError as err:
    print(err)
class P:
    @property
    def v(self): print("get"); return 1
    @v.setter
    def v(self, x): print("set", x)
p = P()
p.v += 10
