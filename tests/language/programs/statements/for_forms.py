for x in "ab": print(x, end=" ")
for x in 1, 2, 3: print(x, end=" ")
for x in *"pq", *range(2): print(x, end=" ")
for x, in [(1,), [2]]: print(x, end=" ")
for a, (b, *c), d in [(1, (2, 3, 4), 5), ("x", "yz", "w")]: print(a, b, c, d, end="; ")
print()
class T: pass
t, l, d = T(), [0, 0], {}
for t.attr in range(3): pass
for l[1] in "xyz": pass
for d["k"], d["v"] in {"a": 1}.items(): pass
for [m, n] in [(1, 2)]: pass
print(t.attr, l, d, m, n)
for i in range(3):
    for j in range(3):
        if j == 1: break
    else: print("no")
    if i == 1: continue
    print(i, j, end=" ")
else: print("outer else")
for i in []: pass
else: print("empty else", "i" in globals())
for i in range(5):
    i *= 10
    if i == 30: break
print(i)
def gen():
    for k in range(3):
        got = yield k
        if got: print("got", got)
for k in gen(): print(k, end=" ")
for k, v in enumerate({"b": 1, "a": 2}): print(k, v, end=" ")
for line in """a
b""".splitlines(): print(line, end=" ")
for f in [lambda: 1, len, str]: print(callable(f), end=" ")
for _ in range(2): print(_, end=" ")
for x in (y for y in "gen"): print(x, end="")
print()
for bad in (5, None, 1.5, len):
    try:
        for _ in bad: pass
    except TypeError as e: print(e)
