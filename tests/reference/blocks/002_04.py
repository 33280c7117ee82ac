import sys

# Basic reference counting
x = [1, 2, 3]
print(sys.getrefcount(x))  # Output: 2 (one for x, one for getrefcount argument)

# Function scope
def check_refcount():
    y = "hello"
    print(sys.getrefcount(y))  # Reference count during function execution
    return y

result = check_refcount()
print(sys.getrefcount(result))  # Reference count after function returns

# Multiple references
z = [1, 2, 3]
a = z  # Additional reference
b = z  # Another reference
print(sys.getrefcount(z))  # Output: 4 (z, a, b, getrefcount argument)
