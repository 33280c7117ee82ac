def show(code):
    a = list(range(8))
    try:
        exec(code, {"a": a})
        print(f"{code:32}", a)
    except Exception as e:
        print(f"{code:32}", type(e).__name__, e)
for c in ["a[2:4] = 'xyz'", "a[2:4] = []", "a[3:3] = [9, 9]", "a[5:2] = [9]", "a[:] = 'q'", "a[::2] = 'wxyz'", "a[::-1] = range(8)", "a[1::3] = [0, 0, 0]", "a[::2] = 'ab'", "a[-3:] = [1]", "a[100:] = [8]", "a[-100:2] = []", "a[2:4] = a", "a[:] = a[::-1]", "a[1:3] = {7: 0}",
          "a[0] = [1]", "a[8] = 1", "a[-9] = 1", "a['x'] = 1", "a[1.0] = 2", "a[1:2] = 5", "a[::0] = []", "a[::2] = 5", "del a[2]", "del a[-1], a[0]", "del a[2:5]", "del a[::2]", "del a[::-3]", "del a[5:2]", "del a[:]", "del a[9]", "del a['k']", "del a[100:200]", "a[7:0:-2] = 'abcd'", "del a[7:0:-2]",
          "a[2:6:1] = [0]", "a[:0] = (x for x in 'gen')", "a[-1:-4:-1] = 'xyz'", "a[slice(1, 3)] = ['s']", "a[1:3], a[0] = [1], [2]", "a[True] = 'T'", "a *= 0", "a[1:1] = a", "a += a; a *= 2; del a[4:]", "a[::3] += [1]", "a[2:4] *= 2", "a[:2] += 'zz'", "a[0] += 5", "a[1:3] = iter([])", "a[3:] = bytes(2)"]:
    show(c)
class Idx:
    def __index__(self): return 2
a = [0, 1, 2, 3]
a[Idx()] = "idx"; a[Idx():] += ["end"]; del a[:Idx()]
print(a)
a = [1, 2, 3]
for i in a[:]:
    a[len(a):] = [i * 10]
print(a)
def grower(l):
    yield 1
    l.clear()
    yield 2
l = [5, 6, 7]
l[1:2] = grower(l)
print(l)
