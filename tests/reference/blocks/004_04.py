"""
Python's garbage collector handles:
1. Circular references (reference counting can't handle)
2. Generational collection (most objects die young)
"""

import gc

# Generational GC
# Generation 0: New objects (collected frequently)
# Generation 1: Survived one collection
# Generation 2: Long-lived objects (collected rarely)

gc.get_threshold()  # (700, 10, 10)
# Collect gen 0 after 700 allocations
# Collect gen 1 every 10 gen 0 collections
# Collect gen 2 every 10 gen 1 collections

# Manual garbage collection
gc.collect()        # Run full collection
gc.collect(0)       # Collect generation 0 only

# Disable/enable GC
gc.disable()
gc.enable()
gc.isenabled()

# Get unreachable objects
gc.garbage          # List of uncollectable objects (with __del__)

# Debug flags
gc.set_debug(gc.DEBUG_LEAK)  # Print info about leaks

# Weak references (don't increase refcount)
import weakref

class MyClass:
    pass

obj = MyClass()
ref = weakref.ref(obj)      # Weak reference
ref()                        # Returns obj (or None if collected)

del obj                      # Object can be collected
ref()                        # None
