import sys
from collections import deque

def get_total_size(obj, seen=None):
    """Recursively calculate total memory usage of an object and its contents"""
    if seen is None:
        seen = set()

    obj_id = id(obj)
    if obj_id in seen:
        return 0

    seen.add(obj_id)
    size = sys.getsizeof(obj)

    if isinstance(obj, (list, tuple, set, frozenset)):
        size += sum(get_total_size(item, seen) for item in obj)
    elif isinstance(obj, dict):
        size += sum(get_total_size(k, seen) + get_total_size(v, seen) for k, v in obj.items())
    elif hasattr(obj, '__dict__'):
        size += get_total_size(obj.__dict__, seen)

    return size

# Usage
data = {'numbers': [1, 2, 3], 'text': 'hello', 'nested': {'a': 1, 'b': [4, 5]}}
total_size = get_total_size(data)
print(f"Total memory usage: {total_size} bytes")
