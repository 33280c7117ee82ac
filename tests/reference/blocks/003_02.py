import sys

my_list = [1, 2, 3, 4]
my_other_list = my_list # Create another reference

# Note: The 'real' refcount is 2 (my_list, my_other_list).
# The function call adds a temporary 3rd reference.
print(f"Reference count of list: {sys.getrefcount(my_list)}")

# Get the base size of the list object
print(f"Size of the list object itself: {sys.getsizeof(my_list)} bytes")

# The size doesn't include the integers it points to
print(f"Size of an integer: {sys.getsizeof(1)} bytes")
