# Generators: pipelines, yield from over a tree, send, generator expressions, early exit.
# loops: 10
def numbers(n):
    i = 0
    while i < n:
        yield i
        i += 1


def evens(source):
    for n in source:
        if n % 2 == 0:
            yield n


def scaled(source, factor):
    for n in source:
        yield n * factor


class Node:
    def __init__(self, depth, key):
        self.key = key
        self.left = Node(depth - 1, 2 * key) if depth else None
        self.right = Node(depth - 1, 2 * key + 1) if depth else None

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.key
        if self.right:
            yield from self.right


def averager():
    total = count = 0
    average = 0.0
    while True:
        total += yield average
        count += 1
        average = total / count


def bench():
    total = sum(scaled(evens(numbers(80000)), 3))
    tree = Node(10, 1)
    keys = sum(k for k in tree) + sum(1 for _ in tree)
    mean = averager()
    next(mean)
    for i in range(30000):
        last = mean.send(i % 100)
    first = next(n for n in numbers(10**9) if n * n > 50000000)
    return total, keys, round(last, 6), first
