a, b = [1, 2], [1, 2]
print(a == b, a is b, a is not b, a[:] == a, a[:] is a)
x = y = float("nan")
print(x is y, x == y, [x] == [y], x in [y], {x: 1}.get(y), (x,) == (y,))
print(() is (), (1, 2) == (1, 2), "" is "".join([]), None is None, ... is Ellipsis, True is (1 == 1))
print(1 == True, 1 is True if False else "skip", 0 == False == 0.0, "1" == 1, b"a" == "a", [] == (), {} == set())
class E:
    def __eq__(self, o): return True
    def __ne__(self, o): return True
e = E()
print(e == 5, e != 5, 5 == e, e in [], [e] == [0], not e == e)
def f(): pass
print(f is f, f == f, (lambda: 0) == (lambda: 0), len is len, [].append == [].append, "a".upper == "a".upper)
l = []
m1, m2 = l.append, l.append
print(m1 == m2, m1 is m2, hash(m1) == hash(m2), l.append == [].append)
