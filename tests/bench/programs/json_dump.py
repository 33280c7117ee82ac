# Writing JSON: nested objects, strings with escapes, floats, indentation, sorted keys.
# loops: 7
import json


def data():
    return {
        'rows': [
            {'id': i, 'name': 'row "%d"' % i, 'ratio': i / 7, 'tags': ['a', 'b\n', 'ü', None, True], 'sub': {'x': i, 'y': [i] * 3}}
            for i in range(900)
        ],
        'empty': [{}, [], ''],
    }


DATA = data()


def bench():
    size = 0
    for _ in range(3):
        size += len(json.dumps(DATA))
    size += len(json.dumps(DATA, indent=2, sort_keys=True))
    return size
