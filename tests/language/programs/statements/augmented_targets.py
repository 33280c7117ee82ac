# The target of an augmented assignment is evaluated once.
def t(tag, v): print(tag, end=" "); return v
l, d = [1, 2, 3], {"k": 1}
t("list", l)[t("index", 0)] += t("value", 10)
t("dict", d)[t("key", "k")] *= t("v", 5)
t("slice", l)[t("a", 1):t("b", 3)] += t("c", [9])
class O: n = 1
o = O()
t("obj", o).n -= t("one", 1)
print(l, d, o.n, O.n)
class Counter:
    def __init__(self): self.log = []
    def __getattr__(self, n): self.log.append("get " + n); return 1
    def __setattr__(self, n, v):
        if n != "log": self.log.append(f"set {n} {v}")
        super().__setattr__(n, v) if n == "log" else None
    def __getitem__(self, k): self.log.append(f"get [{k}]"); return 2
    def __setitem__(self, k, v): self.log.append(f"set [{k}] {v}")
c = Counter()
c.x += 5; c["i"] **= 3; c[1:2] |= 1
print(c.log)
s = "a"; s *= 3; s += "b"; print(s)
t1 = (1,); t1 += (2,); t1 *= 2; print(t1)
f = 7; f //= 2; f /= 2; f %= 1; print(f)
b = 0b1010; b &= 0b110; b |= 1; b ^= 0b11; b <<= 2; b >>= 1; print(bin(b))
m = {1}; m |= {2}; m -= {1}; m ^= {3}; m &= {3, 4}; print(m)
x = [[0]] * 2; x[0] += [1]; print(x)
x[0][0] += 1; print(x)
for bad in ("undefined_aug += 1", "'a'.x += 1", "l['z'] += 1", "d['nope'] += 1", "l[99] -= 1", "None += 1" if 0 else "s -= 1", "t1[0] += 1", "f @= 2"):
    try: exec(bad)
    except Exception as e: print(bad, "->", type(e).__name__, e)
