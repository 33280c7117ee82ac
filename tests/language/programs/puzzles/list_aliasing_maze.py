a = [[]] * 3
a[0].append(1)
b = [[] for _ in range(3)]
b[0].append(1)
print(a, b)
c = a[:]
c.append(2); c[0].append(9)
print(a, c)
d = e = [1, 2]
d = d + [3]
e += [4]
print(d, e)
def f(l): l = l + [0]; return l
def g(l): l += [0]; return l
x = [1]
print(f(x), x, g(x), x)
def h(l=None):
    l = l or []
    l.append(1)
    return l
y = []
print(h(y), y, h([5]))
import copy
m = [[1, [2]], 3]
s, t = copy.copy(m), copy.deepcopy(m)
m[0][1].append("deep"); m[1] = "top"
print(m, s, t)
n = [1, 2, 3, 4, 5]
n[1:3] = [n]
print(len(n), n[1] is n, n)
z = [0] * 2
z[0] = z
z[1] = [z, z]
print(z)
w = (1, [2, 3])
try: w[1] += [4]
except TypeError: print(w)
w[1].extend([5]); print(w)
u = [3, 1, 2]; v = u.sort(); print(u, v, sorted(u, reverse=True), u)
