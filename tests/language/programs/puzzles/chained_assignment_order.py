class T:
    def __init__(self): self.log = []
    def __setitem__(self, k, v): self.log.append((k, v))
t = T()
i = 0
i = t[i] = 5
print(t.log, i)
a = [0, 0, 0]
j = 0
j, a[j], a[j] = 1, "x", "y"
print(j, a)
x = [1, 2]
x[0], x = x, 9
print(x)
p = q = []
p.append(1); q += [2]; p = p + [3]
print(p, q)
def f(): print("f", end=" "); return {}
def g(): print("g", end=" "); return 0
def v(): print("v", end=" "); return 1
f()[g()] = v()
print()
f()[g()], f()["k"] = v(), v()
print()
d = {}
d["a"] = d["b"] = list("xy")
d["a"].append("z")
print(d)
k, k = 1, 2
print(k)
[m, n] = n, m = 3, 4
print(m, n)
