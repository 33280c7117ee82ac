import sys

size = sys.getsizeof(object)
size_with_default = sys.getsizeof(object, default_value)
