n = 3
while n: n -= 1
else: print("ran out", n)
while True:
    n += 1
    if n == 2: continue
    if n > 4: break
else: print("never")
print(n)
while n and (n := n - 1) > 1: print("n", n, end=" ")
else: print("end", n)
while 0: pass
else: print("zero loop else")
i = 0
while i < 3:
    j = 0
    while True:
        j += 1
        if j > i: break
        if j == 2: continue
        print((i, j), end=" ")
    i += 1
print()
def collatz(n):
    steps = 0
    while n != 1:
        steps += 1
        if n % 2: n = 3 * n + 1; continue
        n //= 2
    return steps
print([collatz(k) for k in range(1, 12)])
stack = [1, [2, [3, []]], 4]
flat = []
while stack:
    top = stack.pop()
    stack.extend(top) if isinstance(top, list) else flat.append(top)
print(flat)
def first_missing(s):
    k = 1
    while k in s: k += 1
    else: return k
print(first_missing({1, 2, 4}))
while not (lambda: n)(): n = "stop"
print(n)
