"""
Python primarily uses reference counting for memory management.
Each object tracks how many references point to it.
When count drops to 0, object is immediately deallocated.
"""

import sys

# Check reference count
a = [1, 2, 3]
sys.getrefcount(a)  # Returns count + 1 (for the argument itself)

# Reference counting in action
x = [1, 2, 3]       # refcount = 1
y = x               # refcount = 2 (same object)
z = x               # refcount = 3

del y               # refcount = 2
z = None            # refcount = 1
del x               # refcount = 0 → deallocated

# Circular references problem
class Node:
    def __init__(self):
        self.ref = None

a = Node()
b = Node()
a.ref = b           # a references b
b.ref = a           # b references a
del a, b            # Both have refcount 1 (from each other)
                    # Never reaches 0 → memory leak!
                    # This is why Python also has garbage collector
