# Calls of every shape: positional, keyword, default, *args, **kwargs, bound methods, callables, builtins.
# loops: 4
def plain(a, b):
    return a + b


def defaults(a, b=2, *, c=3):
    return a + b + c


def collect(*args, **kwargs):
    return len(args) + len(kwargs)


def forward(*args, **kwargs):
    return defaults(*args, **kwargs)


class Adder:
    def __init__(self, n):
        self.n = n

    def add(self, x):
        return self.n + x

    def __call__(self, x):
        return self.n + x


def bench():
    total = 0
    adder = Adder(5)
    bound = adder.add
    options = {'c': 7}
    for i in range(20000):
        total += plain(i, 1)
        total += defaults(i)
        total += defaults(i, 4, c=5)
        total += defaults(a=i, b=1)
        total += collect(1, 2, x=3)
        total += forward(i, c=1)
        total += defaults(i, **options)
        total += adder.add(i) + bound(1) + adder(2)
        total += max(i, 3) + abs(-i) + len('abc') + min(1, 2, 3)
        total += isinstance(i, int) + divmod(i, 7)[1]
    return total
