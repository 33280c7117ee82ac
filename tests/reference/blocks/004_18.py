# Q1: What happens when you create a class?
"""
1. Python executes class body (creates namespace dict)
2. Calls metaclass.__new__(mcs, name, bases, namespace)
3. Calls metaclass.__init__(cls, name, bases, namespace)
4. Returns the new class object
"""

# Q2: Explain Python memory management
"""
1. Reference counting (primary): Objects track reference count
2. Garbage collection: Handles circular references
3. Memory pools: Small objects from pools (pymalloc)
4. Object caching: Small integers, interned strings
"""

# Q3: Why can't you use lists as dict keys?
"""
Lists are mutable, so their hash would change.
Dict keys must be hashable (immutable hash).
Tuples can be keys (if contents are hashable).
"""

# Q4: How does Python dict work internally?
"""
Hash table with open addressing:
1. Compute hash(key)
2. Find slot: hash % table_size
3. If collision, probe next slots
4. Store (hash, key, value) tuple
5. Resize when 2/3 full
"""

# Q5: Explain attribute lookup order
"""
1. Data descriptors (have __get__ and __set__)
2. Instance __dict__
3. Non-data descriptors and class attributes
4. __getattr__ (fallback)
"""
