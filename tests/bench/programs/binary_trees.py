# Allocation: many small trees of tuples and of objects made and dropped, and cycles for the collector.
# loops: 15
def tuples(depth):
    return (tuples(depth - 1), tuples(depth - 1)) if depth else (None, None)


def count(tree):
    left, right = tree
    return 1 if left is None else 1 + count(left) + count(right)


class Node:
    def __init__(self, parent, depth):
        self.parent = parent
        self.children = [Node(self, depth - 1), Node(self, depth - 1)] if depth else []

    def size(self):
        return 1 + sum(child.size() for child in self.children)


def bench():
    total = 0
    keep = tuples(12)
    for depth in range(4, 11, 2):
        for _ in range(1 << (12 - depth)):
            total += count(tuples(depth))
    for _ in range(12):
        total += Node(None, 8).size()
    return total, count(keep)
