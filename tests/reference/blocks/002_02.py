import sys

# Basic usage
x = 42
print(sys.getsizeof(x))  # Output: 28 (size of int object)

# String sizes
s = "hello"
print(sys.getsizeof(s))  # Output: 54 (string object + content)

# List sizes
lst = [1, 2, 3, 4, 5]
print(sys.getsizeof(lst))  # Output: 104 (list object overhead + references)

# Dictionary sizes
d = {'a': 1, 'b': 2}
print(sys.getsizeof(d))  # Output: 232 (dict object + hash table)

# Custom object
class MyClass:
    def __init__(self):
        self.value = 42

obj = MyClass()
print(sys.getsizeof(obj))  # Size of instance
print(sys.getsizeof(obj.__dict__))  # Size of instance dict
