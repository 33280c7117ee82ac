# Small puzzles on aliasing and identity.
a = [[0] * 3] * 3
a[0][0] = 1
print(a)
b = [[0] * 3 for _ in range(3)]
b[0][0] = 1
print(b)
x = [1, 2, 3]
for i in x:
    if i == 2:
        x.remove(i)
print(x)
x = [1, 2, 3, 4]
for i in x[:]:
    if i % 2 == 0:
        x.remove(i)
print(x)
x = [1, 2, 3]
x[1:2] = [x, x]
print(x, len(x[1]) == len(x))
x = []
x.append(x)
print(x, x == x, x in x)
d = {}
d["self"] = d
print(d)
t = ([],)
t[0].append(t)
print(t)
i = 3
lst = [1, 2, 3, 4]
i = lst[i] = 0
print(i, lst)
a, b = 1, 2
a, b = b, a + b
a, b = b, a + b
print(a, b)
n = 0
n = n + 1 if n else n - 1
print(n)
s = "abc"
s, t = t, s
print(t, type(s))
k = [1, 2]
k[0], k[1] = k
k[0], k[k[0]] = 1, "z"
print(k)
