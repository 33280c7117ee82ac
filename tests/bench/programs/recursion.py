# Function calls and little else: Fibonacci, Takeuchi, Ackermann, permutations.
# loops: 31
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def tak(x, y, z):
    if y >= x:
        return z
    return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def permutations(items, chosen=()):
    if not items:
        return 1
    return sum(permutations(items[:i] + items[i + 1 :], chosen + (x,)) for i, x in enumerate(items))


def bench():
    return fib(22), tak(12, 8, 4), ackermann(2, 60), permutations((1, 2, 3, 4, 5, 6))
