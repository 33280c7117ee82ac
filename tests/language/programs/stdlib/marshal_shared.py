# What marshal numbers to refer to it again: only what has more references than that of its container.
import marshal


def fresh():
    return [[1], 2.5, 10**20, (1, 2, int('3' * 20)), bytes([1, 2]), {3.5: [4]}, {2.5, 10**30}]


shared = fresh()
for value in shared, fresh(), {1: fresh()}, (fresh(), fresh()), [shared, shared], [fresh() for _ in 'ab']:
    for version in range(6):
        data = marshal.dumps(value, version)
        print(version, data)
        print(marshal.loads(data) == value)
