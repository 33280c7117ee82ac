# Closures and first-class functions: counters, composition, decorators, currying, map and filter.
# loops: 8
def counter(start):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    return step


def compose(*functions):
    def run(x):
        for f in functions:
            x = f(x)
        return x

    return run


def memo(f):
    table = {}

    def wrapper(*args):
        if args not in table:
            table[args] = f(*args)
        return table[args]

    return wrapper


def bench():
    steps = [counter(i) for i in range(10)]
    for i in range(60000):
        steps[i % 10](i & 3)
    pipeline = compose(lambda x: x + 1, lambda x: x * 2, lambda x: x % 1000003)
    x = 1
    for _ in range(25000):
        x = pipeline(x)

    @memo
    def paths(a, b):
        return 1 if a == 0 or b == 0 else paths(a - 1, b) + paths(a, b - 1)

    add = lambda a: lambda b: a + b
    mapped = sum(map(add(5), filter(lambda n: n % 3, range(40000))))
    return sum(step(0) for step in steps), x, paths(40, 40) % 1000007, mapped
