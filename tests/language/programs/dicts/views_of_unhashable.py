# Sets of items whose values have no hash, and the order in which the items come.


def show(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)


d = {1: [], 2: {}, 3: 4}
e = {1: [], 2: {}, 3: 5}
show(lambda: sorted(d.items() ^ e.items()))
show(lambda: d.items() ^ d.items())
show(lambda: {1: []}.items() ^ {1: [2]}.items())
show(lambda: {1: []}.items() ^ [(1, [])])
show(lambda: {1: []}.items() & {1: []}.items())
show(lambda: {1: []}.items() - {1: []}.items())
show(lambda: {1: []}.items() == {1: []}.items())
show(lambda: {1: []}.items() <= {1: []}.items())

long = {20: 2, -15: 13, 3: 20, -11: 14}
show(lambda: {}.items() ^ long.items())
show(lambda: long.items() ^ {}.items())
show(lambda: long.items() ^ {20: 3, 3: 20}.items())
show(lambda: {20: 3, 3: 20}.items() ^ long.items())
show(lambda: long.items() ^ {(1, 2), 3})


class Odd:
    def __eq__(self, other):
        raise ValueError("eq")


show(lambda: {1: Odd()}.items() ^ {1: Odd()}.items())
