import sys

lst = [1, 2, 3]
print(sys.getsizeof(lst)) 
# Output: ~88 bytes (overhead of list struct + 3 pointers)
# It does NOT include the size of the integers 1, 2, 3!

# To measure deep size, you need a recursive function or Pympler library.
