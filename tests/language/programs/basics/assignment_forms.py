# Multiple targets, unpacking, stars, nested patterns, order of evaluation.
a = b = c = []
a.append(1)
print(b, c is a)
x, y = 1, 2
x, y = y, x
print(x, y)
(p, [q, r]), *s = (1, "ab"), 3, 4
print(p, q, r, s)
*head, tail = "wxyz"
print(head, tail)
first, *mid, last = range(2)
print(first, mid, last)
[m] = {"k": 1}
print(m)
(n,) = [5]
print(n)
d = {}
d["a"], d["b"], *d["rest"] = range(5)
print(d)
i = 0
arr = [10, 20, 30]
i, arr[i] = 2, "changed"      # target i is assigned first
print(i, arr)

class Box: pass
box = Box()
box.x, box.y = box.z = (7, 8)
print(box.x, box.y, box.z)
for (u, v), w in [((1, 2), 3), ("ab", "c")]:
    print(u, v, w)
for bad in [(1,), (1, 2, 3), 5, {}]:
    try:
        one, two = bad
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
try:
    a, *b, c, d = 1, 2
except ValueError as e:
    print(e)
try:
    a, b = iter([1, 2, 3, 4])
except ValueError as e:
    print(e)
() = []
[] = ()
print("empty targets fine")
