"""
Classes are objects created by metaclasses.
type is the default metaclass.
type(class) → its metaclass

   type
     │
     └── creates → MyClass (class)
                      │
                      └── creates → instance (object)
"""

# Classes are instances of type
class MyClass:
    pass

type(MyClass)       # <class 'type'>
isinstance(MyClass, type)  # True

# Creating class dynamically with type()
MyClass = type('MyClass', (object,), {'x': 1, 'method': lambda self: 42})
# type(name, bases, dict)

obj = MyClass()
obj.x               # 1
obj.method()        # 42
