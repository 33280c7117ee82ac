a = [3, 1, 2]
print(a.append(4), a, a.extend("ab"), a, a.insert(0, "first"), a, a.insert(100, "last"), a, a.insert(-1, "before last"), a)
print(a.pop(), a.pop(0), a.pop(-2), a, a.remove("a"), a, a.index(2), a.count(1), a.reverse(), a, a.copy() is a, a.clear(), a)
a = [1, 2, 3, 2, 1, 2]
print(a.index(2), a.index(2, 2), a.index(2, -1), a.index(1, 1, 5), a.count(2), a.index(3, 0, 100), a.index(1, -100))
for f in (lambda: a.index(9), lambda: a.index(1, 1, 4), lambda: a.remove(9), lambda: [].pop(), lambda: a.pop(99), lambda: a.pop("x"), lambda: a.insert("x", 1), lambda: a.extend(5), lambda: a.index(), lambda: a.append(), lambda: a.index(1, "a"), lambda: a.insert(1), lambda: a.count(), lambda: a.reverse(1), lambda: a.clear(1)):
    try: print(f())
    except (ValueError, IndexError, TypeError) as e: print(type(e).__name__, e)
a.extend(a)
print(a, len(a))
b = [1, 2, 3]
b.extend(x * 10 for x in b[:2])
b += (5,); b += {6: 0}; b += "z"
print(b, b * 2 == b + b, [0] * 3, 2 * [1, [2]], [] * 5, [1] * -1, b * True == b)
try: b += 5
except TypeError as e: print(e)
try: b + (1,)
except TypeError as e: print(e)
c = [[]] * 2
c[0].append(1)
c[1] = [9]
print(c, list("abc"), list(), list((1,)), list({1: 2}), list(range(3)), [*"ab", *[1]], list(map(str, [1, 2])))
d = [1, 2, 3]
d.__init__([7, 8])
print(d, d.__len__(), d.__contains__(7), d.__getitem__(slice(1)), d.__add__([1]), d.__mul__(2), d.__eq__([7, 8]), d.__eq__(5), d.__reversed__().__next__(), d.__sizeof__() > 0, d.__class_getitem__(int))
d.__setitem__(0, "s"); d.__delitem__(-1); d.__iadd__([1, 2]); d.__imul__(2)
print(d, list.__hash__, [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9], [[1], 2] == [[1], 2], [1, "a"] == [1, "a"], [1, 2] != [1, 2])
try: [1, "a"] < [1, 2]
except TypeError as e: print(e)
try: {[1]: 2}
except TypeError as e: print(e)
