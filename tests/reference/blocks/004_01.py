"""
In Python, EVERYTHING is an object:
- Numbers, strings, functions, classes, modules
- Even type itself is an object

Every object has:
- Identity (id) - memory address
- Type - determines behavior
- Value - the actual data
"""

x = 42
id(x)           # Memory address (e.g., 140732856454064)
type(x)         # <class 'int'>
x               # 42 (value)

# Functions are objects
def greet():
    pass

type(greet)     # <class 'function'>
greet.__name__  # 'greet'
greet.__code__  # Code object with bytecode

# Classes are objects too
class MyClass:
    pass

type(MyClass)   # <class 'type'>
type(type)      # <class 'type'> (type is its own type!)

# The type hierarchy
#   object → base of everything
#   type → creates classes
#   type(type) → type (metaclass)
#   type(object) → type
#   object.__bases__ → () (empty tuple)
#   type.__bases__ → (object,)
