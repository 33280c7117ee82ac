# Assignment expressions: scope, precedence, comprehension binding.
if (n := len("hello")) > 3:
    print(n)
data = iter([3, 1, 4, 1, 5, 0, 9])
while (v := next(data)):
    print(v, end=" ")
print("stopped at", v)
print([y := 1, y ** 2, y + 1], y)
squares = [sq for i in range(10) if (sq := i * i) % 3 == 1]
print(squares, sq)
print(any((witness := w) > 3 for w in [1, 2, 5, 7]), witness)
(a := 5)
print(a, (b := 6, 7), b)
x = (y := 3) + (z := y * 2)
print(x, y, z)
def f(q=(dflt := 42)):
    return q
print(f(), dflt)
def total(values):
    s = 0
    return [s := s + v for v in values], s
print(total([1, 2, 3, 4]))
def outer():
    def inner():
        nonlocal k
        [k := j for j in range(4)]
    k = None
    inner()
    return k
print(outer())
print({(key := "a"): (val := 1)}, key, val)
print("abc"[(i := 1)], "abcdef"[(lo := 1):(hi := 4)], i, lo, hi)
print(f"{(w := 9)}", f"{w:=5}", w)
lst = [1, 2, 3]
print(lst[m := 1], m)
print({s := 1, s + 1})
