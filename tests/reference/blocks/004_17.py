# 1. Use local variables (faster than global)
def slow():
    for i in range(1000000):
        len([1,2,3])  # Global lookup each time

def fast():
    _len = len  # Local reference
    for i in range(1000000):
        _len([1,2,3])

# 2. Use list comprehensions (faster than loops)
# Slow
result = []
for i in range(1000):
    result.append(i * 2)

# Fast
result = [i * 2 for i in range(1000)]

# 3. String concatenation
# Slow
s = ""
for word in words:
    s += word  # O(n²)

# Fast
s = "".join(words)  # O(n)

# 4. Use sets for membership testing
# Slow: O(n)
if x in [1, 2, 3, 4, 5]:
    pass

# Fast: O(1)
if x in {1, 2, 3, 4, 5}:
    pass

# 5. Use generators for large data
# Memory heavy
sum([x*x for x in range(10000000)])

# Memory efficient
sum(x*x for x in range(10000000))

# 6. __slots__ for many instances
class Point:
    __slots__ = ['x', 'y']
    def __init__(self, x, y):
        self.x = x
        self.y = y
