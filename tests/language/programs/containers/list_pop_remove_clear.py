l = list("abcdef")
print(l.pop(), l.pop(0), l.pop(-2), l.pop(1), l, l.pop(True), l)
l = [1, 2, 3, 2, 1.0, True]
l.remove(2); print(l); l.remove(1); print(l); l.remove(True); print(l); l.clear(); print(l, l.clear())
for bad in (lambda: [].pop(), lambda: [1].pop(1), lambda: [1].pop(-2), lambda: [1].pop("0"), lambda: [1].pop(0.0), lambda: [1].remove(2), lambda: [].remove(None), lambda: [1].remove(), lambda: [1].pop(0, 1), lambda: [1].clear(1)):
    try: bad()
    except (IndexError, ValueError, TypeError) as e: print(type(e).__name__, e)
class E:
    def __eq__(self, o): print("eq", o, end=" "); return o == 3
x = [1, 2, 3, 4]; x.remove(E()); print(x)
y = [E(), 5]; y.remove(5); print(len(y))
q = list(range(1000))
while len(q) > 2: q.pop(len(q) // 2)
print(q)
