a = [1, 2, 3, 4, 5, 6]
for x in a:
    if x % 2 == 0: a.remove(x)
print(a)
a = [1, 2, 3]
for x in a:
    a.insert(0, x) if len(a) < 6 else None
    print(x, end=" ")
print(a)
a = [1, 2, 3, 4]
for i, x in enumerate(a):
    a[i] = x * 2
    if i == 1: del a[2]
print(a)
a = list(range(5))
for x in reversed(a):
    if x == 3: a.append(99)
    if x == 1: a.clear()
    print(x, end=" ")
print(a)
a = [3, 2, 1]
print([a.pop() for _ in a], a)
a = [1, 2, 3]
it = iter(a)
print(next(it)); a.insert(0, 0); print(next(it)); a[:] = [7]; print(next(it, "end")); a.extend([8, 9, 10]); print(next(it, "still end"))
a = [[1], [2]]
for [x] in a: a[0] = [x + 10]; print(x, a)
a = [0]
for x in a:
    if x < 5: a += [x + 1]
print(a)
a = [1, 2, 3]
b = a
a = a + [4]
print(a, b)
b += [5]
print(a, b)
class Evil:
    def __eq__(self, o): lst.clear(); return False
lst = [Evil(), Evil(), Evil()]
try: print(lst.index(1))
except ValueError as e: print(e, lst)
lst = [Evil(), Evil()]
print(lst.count(1), lst == [1, 2], lst)
lst = [Evil(), 5]
print(5 in lst)
class EvilIter:
    def __iter__(self):
        target.clear(); return iter([7, 8])
target = [1, 2, 3]
target.extend(EvilIter()); print(target)
target = [1, 2, 3]; target[1:2] = EvilIter(); print(target)
class EvilIdx:
    def __index__(self): target.clear(); return 0
target = [1, 2]
try: target[EvilIdx()]
except IndexError as e: print(e)
target = [1, 2]
try: target[EvilIdx()] = 5
except IndexError as e: print(e)
class EvilRepr:
    def __repr__(self): target.clear(); return "evil"
target = [EvilRepr(), 1, 2]; print(repr(target), target)
class EvilDel:
    def __del__(self): target.append("from del")
target = [EvilDel()]; target.clear(); print(target)
target = [EvilDel(), EvilDel(), 3]; target[0:2] = ["new"]; print(target)
target = [EvilDel()]; target[0] = "x"; print(target)
