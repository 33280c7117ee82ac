s = "abcdefgh"
for a, b, c in [(None, None, None), (1, 4, None), (-3, None, None), (None, -3, None), (None, None, -1), (5, 1, -1), (1, 5, -1), (100, None, -2), (-100, 100, 3), (3, 3, 1), (None, None, 20), (7, None, -20), (-1, -9, -1), (2, -2, 2), (6, -100, -3)]:
    print((a, b, c), repr(s[a:b:c]), [*range(8)][a:b:c] == [ord(x) - 97 for x in s[a:b:c]])
print(s[0], s[-1], s[7], s[-8], s[True], s[::2][1::2], s[slice(1, 3)], s[:][::-1][::-1] == s)
u = "aé€😀z"
print([u[i] for i in range(-5, 5)], u[1:4], u[::-1], len(u), u[3:4].encode(), u[:2].encode("latin1"))
for i in (8, -9, 1.0, "0", None, (1,), 10 ** 20, -10 ** 20):
    try:
        print(s[i])
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
print(s[10 ** 20:], repr(s[:-10 ** 20]), s[-10 ** 20:10 ** 20: 10 ** 20])
for sl in ("s['a':]", "s[::0]", "s[1.5:]", "s[::'x']"):
    try:
        print(eval(sl))
    except (TypeError, ValueError) as e:
        print(sl, "->", e)
try:
    s[0] = "x"
except TypeError as e:
    print(e)
try:
    del s[0]
except TypeError as e:
    print(e)
class I:
    def __index__(self): return 3
print(s[I()], s[I():], s[:I():I()])
print(list(u), [*reversed("abc")], sorted("hello"), max("hello"), min("hello"), list(enumerate("ab")), "".join(sorted(set("banana"))))
print(slice(1, 10, 2).indices(5), slice(None, None, -1).indices(4), slice(-100, 100).indices(3), slice(5).indices(10), slice("a", "b").start, slice(1, 2) == slice(1, 2), slice(1, 2) < slice(1, 3), repr(slice(None, 3)), hash(slice(1, 2)) == hash(slice(1, 2)))
