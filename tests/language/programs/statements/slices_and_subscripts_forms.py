class S:
    def __getitem__(self, k): return k
    def __class_getitem__(cls, k): return ("cls", k)
s = S()
print(s[1], s[1,], s[1, 2], s[()], s[(1,)], s[:], s[::], s[1:], s[:2], s[1:2], s[::3], s[1::3], s[:2:3], s[1:2:3])
print(s[:, :], s[1:2, ::3], s[..., 1:], s[None], s[None:None], s["a":"b":"c"], s[[1]:{2}], s[1 if 0 else 2:3], s[lambda: 0:1].stop)
print(s[*[1, 2]], s[*[1], 2], s[0, *"ab"], s[*()], s[*[]], s[1:2, *[3]], s[(x := 4)], s[y := 5], s[y := 6, 7], x, y)
print(S[int], S[int, str], S[*[1]], S[:], s[s[s[1]]], s[{1: 2}], s[not 1], s[-1], s[~0:], s[1 < 2], s["k"][0:1])
l = list(range(10))
print(l[2:8][1:3], l[-3:][0], l[::-1][:3], l[l[3]:l[7]:l[2]], l[True:], l[:-1:4], l[1:1], l[5:2], l[-100:100:5], l[slice(1, 4)], l[-1:-4:-1], l[None:3])
i = iter(l)
print(l[next(i):next(i) + 3], [l[a:b] for a, b in zip(range(3), range(2, 5))], "abc"[1:][0], (1, 2, 3)[::2], range(10)[3:9:2][1], b"abc"[::-1])
d = {(1, 2): "t", slice(1): "s", (): "e"}
print(d[1, 2], d[slice(1)], d[()], d[(1, 2)])
l[1:3], l[0] = ["x"], "y"; print(l)
l[len(l):] = [99]; l[:0] = ["first"]; l[2:2] = "in"; print(l)
m = [[1, 2], [3, 4]]
m[0][1], m[1][0] = m[1][0], m[0][1]; m[0][:] = m[1][::-1]; print(m)
class Sub(list):
    def __getitem__(self, k): return f"sub {k}"
q = Sub([1, 2]); print(q[0], q[0:1], q[-1:], list(q), q[...])
