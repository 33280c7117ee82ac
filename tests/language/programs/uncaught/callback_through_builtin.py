def compare(a, b):
    return a.weight - b.weight
from functools import cmp_to_key
print(sorted([3, 1], key=cmp_to_key(lambda a, b: a - b)))
print(sorted([3, 1], key=cmp_to_key(compare)))
