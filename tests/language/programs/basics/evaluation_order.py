# Left to right nearly everywhere; the right side before targets; dict displays key first.
def t(n):
    print(n, end=" ")
    return n

def fn(*args, **kw):
    print("call", args, kw)
    return lambda *a: a

class L(list):
    def __getitem__(self, i):
        print(f"get[{i}]", end=" ")
        return super().__getitem__(i)
    def __setitem__(self, i, v):
        print(f"set[{i}]={v}", end=" ")
        super().__setitem__(i, v)

print({t(1): t(2), t(3): t(4)})
print([t(1), *[t(2), t(3)], t(4)])
print(t(1) + t(2) * t(3) ** t(4))
fn(t(1), *[t(2)], x=t(3), **{"y": t(4)})
fn(t(1))(t(2))
l = L([0, 1, 2])
l[t(1)] = t(9)
print()
l[t(0)] += t(5)
print()
l[t(0)], l[t(1)] = t(7), t(8)
print(list(l))
t(1) if t(0) else t(2)
print()
print(t(1) < t(2) < t(1) < t(100))
print(f"{t(1)}{t(2):{t(3)}}")
print(t("a")[t(0):t(1):t(1)])
(lambda q=t("default"): q)()
print()
