l = []
print(l.append(1), l, l.append([2]), l, l.extend("ab"), l, l.extend([]), l, l.extend({3: 4}), l, l.extend(range(2)), l, l.extend(l), len(l))
m = [0, 1, 2]
for i, v in [(0, "a"), (1, "b"), (-1, "c"), (100, "d"), (-100, "e"), (3, "f")]: m.insert(i, v); print(i, m)
class I:
    def __index__(self): return 1
m.insert(I(), "idx"); m.insert(True, "bool"); print(m)
for bad in (lambda: m.append(), lambda: m.append(1, 2), lambda: m.extend(), lambda: m.extend(5), lambda: m.extend(None), lambda: m.insert(1), lambda: m.insert("0", 1), lambda: m.insert(1.5, 2), lambda: m.append(x=1)):
    try: bad()
    except TypeError as e: print(e)
def failing():
    yield "x"
    raise KeyError("mid")
try: m.extend(failing())
except KeyError: print(m[-1])
