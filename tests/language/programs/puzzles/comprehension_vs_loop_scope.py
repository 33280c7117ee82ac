i = "outer"
for i in range(3): pass
print(i)
[i for i in "abc"]
print(i)
{j: j for j in "xy"}
print("j" in globals())
for k in []: pass
print("k" in globals())
fs = []
for n in range(3): fs.append(lambda: n)
print([f() for f in fs])
n = "changed"
print([f() for f in fs])
print([f() for f in [lambda: m for m in range(3)]])
def f():
    r = []
    for x in range(2):
        y = x * 10
        r.append(lambda: (x, y))
    x = "later"
    return [g() for g in r]
print(f())
total = 0
squares = [total := total + v for v in range(5)]
print(total, squares)
with open.__class__ and __import__("contextlib").nullcontext("cm") as w: pass
print(w)
try: raise ValueError("gone")
except ValueError as err: keep = err
print("err" in globals(), keep)
import math as mm
del mm
print("mm" in globals())
matrix = [[r * c for c in range(3)] for r in range(3)]
flat = [v for row in matrix for v in row if v]
print(matrix, flat, "row" in globals(), "r" in globals())
