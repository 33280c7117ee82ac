# The sizes the documents show are a 64-bit CPython's. What they say about them holds here: of what a size is
# made, what it leaves out, and which is larger.
import gc
import sys
from claim import claim, here, raises

krait = sys.implementation.name == "krait"
why = "these are Krait's own sizes"
size = sys.getsizeof


def class_with(names):
    return type("C", (), {"__slots__": names})


# Strings: one byte a character, a header
claim("a string is its header and its content", size("hello") - size("") == 5)
claim("one byte a character", all(size("a" * n) == size("") + n for n in range(100)))
claim("two bytes for wider ones", size("€" * 100) - size("€" * 50) == 100)
claim("four bytes for the widest", size("😀" * 100) - size("😀" * 50) == 200)
# Lists: header and slots, with spare capacity
growing = []
steps = []
for i in range(1000):
    steps.append(size(growing))
    growing.append(i)
claim("an empty list is a header", steps[0] == size([]) == min(steps))
claim("a list over-allocates: it does not grow at every append", len(set(steps)) < 60)
claim("... and never shrinks while it grows", steps == sorted(steps))
slot = (size([None] * 1000) - size([])) // 1000
claim("a slot is a pointer here, or a value", slot in (4, 8))
here("a slot is 8 bytes: a value, as on the documents' platform", slot == 8, why)
claim("[0] * n has no spare capacity", size([0] * 100) == size([]) + 100 * slot)
claim("spare capacity is part of the size", size(growing) >= size([]) + 1000 * slot)
claim("... of about an eighth", size(growing) <= size([]) + 1160 * slot)
del growing[10:]
claim("a list that loses its items shrinks", size(growing) < size([]) + 40 * slot)
growing.clear()
claim("cleared, it is empty", size(growing) == size([]))
here('[1, 2, 3] is "~88 bytes"', 70 <= size([1, 2, 3]) <= 120, why)
# Dicts
table = {}
steps = [size(table)]
for i in range(1000):
    table[i] = i
    steps.append(size(table))
claim("an empty dict has no table", size({}) < 70 and size({}) < size({1: 1}))
claim("a dict grows by doubling its table", len(set(steps)) in range(8, 12))
here("a dict of two: its header and a table for five", 150 <= size({"a": 1, "b": 2}) <= 240, why)
before = size(table)
for i in range(1000):
    del table[i]
claim("deleting items does not shrink it", size(table) == before)
table.clear()
claim("clear() does", size(table) <= size({1: 1}))
# Numbers
here("an unboxed number takes the eight bytes of its slot", all(size(n) == 8 for n in (0, 1, 42, -7, 2**40, 1.5)), why)
here("and a large one its digits", size(2**100) > size(2**62) > 8, why)
claim("larger integers are larger", size(1 << 1000) > size(1 << 500) > size(1 << 100))
# Instances


class WithoutSlots:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class WithSlots:
    __slots__ = ["x", "y"]

    def __init__(self, x, y):
        self.x = x
        self.y = y


a, b = WithoutSlots(1, 2), WithSlots(1, 2)
claim("__slots__ reduce memory", size(b) < size(a) + size(a.__dict__))
claim("with slots: no __dict__", hasattr(a, "__dict__") and not hasattr(b, "__dict__"))
claim("a slot costs the same each", len({size(class_with([f"a{i}" for i in range(n + 1)])()) - size(class_with([f"a{i}" for i in range(n)])()) for n in range(1, 8)}) == 1)
claim("... at most 16 bytes", size(class_with(["a", "b"])()) - size(class_with(["a"])()) <= 16)
gc.collect()
blocks = sys.getallocatedblocks()
many = [WithSlots(1, 2) for _ in range(1000)]
slotted = sys.getallocatedblocks() - blocks
here("one block for an instance with slots", 1000 <= slotted <= 1010, "Pyodide's allocator does not count")
here("an object is a small header", size(object()) <= 16, why)
claim("sizes are positive for everything alive", all(size(o, 1) > 0 for o in gc.get_objects()))
