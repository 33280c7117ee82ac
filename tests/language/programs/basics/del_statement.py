# del of names, items, slices, attributes, tuples of targets; and rebinding after.
x = 1
del x
try:
    x
except NameError as e:
    print(e)
a = list(range(10))
del a[0], a[-1]
print(a)
del a[::2]
print(a)
del (a[0], a[0])
print(a)
d = {"k": 1, "j": 2}
del d["k"]
print(d)
try:
    del d["zzz"]
except KeyError as e:
    print("KeyError", e)

class C:
    attr = 1
c = C()
c.own = 2
del c.own
print(c.__dict__, C.attr)
try:
    del c.attr
except AttributeError as e:
    print(e)
del C.attr
print(hasattr(c, "attr"))

def f():
    v = 1
    del v
    try:
        v
    except UnboundLocalError as e:
        print(e)
    v = 2
    return v
print(f())

def g():
    cell = 10
    def h():
        return cell
    del cell
    try:
        h()
    except NameError as e:
        print(e)
    cell = 11
    return h()
print(g())
p = q = r = 0
del (p, [q]), r
print("p" in globals(), "q" in globals(), "r" in globals())
