import sys

# Object sizes
sys.getsizeof(1)            # ~28 bytes (small int)
sys.getsizeof([])           # ~56 bytes (empty list)
sys.getsizeof({})           # ~64 bytes (empty dict)
sys.getsizeof("")           # ~49 bytes (empty string)

# __slots__ - reduce memory for many instances
class WithoutSlots:
    def __init__(self, x, y):
        self.x = x
        self.y = y

class WithSlots:
    __slots__ = ['x', 'y']
    def __init__(self, x, y):
        self.x = x
        self.y = y

# Without slots: each instance has __dict__ (~100+ bytes overhead)
# With slots: no __dict__, attributes stored in slots (~16 bytes per slot)

# Interning - reuse small integers and strings
a = 256
b = 256
a is b              # True (cached)

a = 257
b = 257
a is b              # False (or True in some contexts - implementation detail)

# String interning
a = "hello"
b = "hello"
a is b              # True (interned)

a = "hello world!"
b = "hello world!"
a is b              # May be False (spaces/special chars)

# Force interning
import sys
a = sys.intern("hello world!")
b = sys.intern("hello world!")
a is b              # True
