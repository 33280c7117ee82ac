# Reading JSON.
# loops: 7
import json

TEXT = json.dumps(
    [
        {'id': i, 'name': 'row "%d"' % i, 'ratio': i / 7, 'tags': ['a', 'b\n', 'ü', None, True], 'sub': {'x': i, 'y': [i] * 3}}
        for i in range(1500)
    ]
)


def bench():
    total = 0
    for _ in range(6):
        for row in json.loads(TEXT):
            total += row['sub']['x'] + len(row['tags'])
    return total
