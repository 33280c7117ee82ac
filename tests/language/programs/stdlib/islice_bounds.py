# The bounds of islice: the order in which they are looked at, and what is said of wrong ones.
from itertools import islice


def show(*bounds):
    try:
        print(list(islice("abcdef", *bounds)))
    except Exception as e:
        print(type(e).__name__, e)


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        print("index", self.n)
        if self.n == "bad":
            raise KeyError
        return self.n


for stop in -1, -2, 10**30, -(10**30), "x", 1.5, None, 3:
    show(stop)
    show(0, stop)
    show(stop, None)
    show(0, 5, stop)
    show(-1, stop)
show(Index(1), Index(5), Index(2))
show(Index(-1), Index(-1), Index(-1))
show(Index(-2), Index(3), Index(1))
show(Index("bad"))
show(Index("bad"), Index(1))
show(0, Index("bad"))
show(0, Index(4), Index("bad"))
