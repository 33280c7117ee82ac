# More finalizable garbage than the collector lists at once: each finalizer runs once, the older first.
import gc
import weakref

order = []
called = []


class Node:
    __slots__ = ('me', 'number', '__weakref__')

    def __init__(self, number):
        self.me = self
        self.number = number

    def __del__(self):
        order.append(self.number)


gc.disable()
COUNT = 50_000
refs = []
for number in range(COUNT):
    node = Node(number)
    if number % 1000 == 0:
        refs.append(weakref.ref(node, lambda ref: called.append(len(order))))
del node
print(gc.collect(), len(order), order == list(range(COUNT)))
print(len(called), set(called), {ref() for ref in refs})

# Some come back.
kept = []
Node.__del__ = lambda self: kept.append(self) if self.number % 100 == 0 else None
for number in range(COUNT):
    Node(number)
print(gc.collect(), len(kept), {node.me is node for node in kept})
kept.clear()
print(gc.collect(), kept)
