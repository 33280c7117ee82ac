# When items die that iterators hand out in tuples which they use again: a row keeps its items until the next ones.
import itertools


class Item:
    made = 0

    def __init__(self, *_):
        Item.made += 1
        self.number = Item.made

    def __del__(self):
        print("del", self.number)


def generated(n=4):
    for _ in range(n):
        yield Item()


def mapped(n=4):
    return map(Item, range(n))


def table(source):
    return dict(zip(range(3), source()))


KINDS = {
    "enumerate": lambda s: enumerate(s()),
    "enumerate from beyond 64 bits": lambda s: enumerate(s(), 10**30),
    "enumerate(zip)": lambda s: enumerate(zip(s(), s())),
    "zip": lambda s: zip(s(), s()),
    "zip of one": lambda s: zip(s()),
    "zip, the second ends": lambda s: zip(s(), s(2)),
    "zip, the first ends": lambda s: zip(s(2), s()),
    "zip, strict": lambda s: zip(s(), s(2), strict=True),
    "zip_longest": lambda s: itertools.zip_longest(s(), s(2), fillvalue=Item()),
    "pairwise": lambda s: itertools.pairwise(s()),
    "combinations": lambda s: itertools.combinations(s(), 2),
    "combinations_with_replacement": lambda s: itertools.combinations_with_replacement(s(3), 2),
    "permutations": lambda s: itertools.permutations(s(3), 2),
    "product": lambda s: itertools.product(s(2), s(2)),
    "batched": lambda s: itertools.batched(s(), 2),
    "map": lambda s: map(lambda *items: items, s(), s()),
    "items": lambda s: iter(table(s).items()),
    "items reversed": lambda s: reversed(table(s).items()),
}


def nothing(n, row, kept):
    pass


def keep_second(n, row, kept):
    if n == 2:
        kept.append(row)


def keep_last(n, row, kept):
    kept[:] = [row]


def take_apart(n, row, kept):
    kept[:] = row
    kept.clear()


for source in generated, mapped:
    for kind, make in KINDS.items():
        for treat in nothing, keep_second, keep_last, take_apart:
            print("--", source.__name__, kind, treat.__name__)
            Item.made = 0
            iterator = make(source)
            kept = []
            try:
                for n in range(1, 8):
                    row = next(iterator)
                    treat(n, row, kept)
                    del row
                    print("after", n)
            except (StopIteration, ValueError) as e:
                print(type(e).__name__, e)
            print("end")
            del iterator
            print("dropped")
            kept.clear()

for a, b in zip(generated(), mapped()):
    del a
    print("the row has a")
