import sys

def compare_structures():
    """Compare memory usage of different data structures"""
    structures = {
        'list': [i for i in range(1000)],
        'tuple': tuple(i for i in range(1000)),
        'set': set(range(1000)),
        'dict': {i: i for i in range(1000)},
    }

    for name, structure in structures.items():
        size = sys.getsizeof(structure)
        print(f"{name}: {size} bytes")
