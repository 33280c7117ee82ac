# What CPython asks of objects once, keeps, or hands back as it is.
import collections, itertools, os, time, warnings


class Hashed:
    calls = 0

    def __hash__(self):
        Hashed.calls += 1
        return 5


def calls(value):
    Hashed.calls = 0
    for _ in range(3):
        hash(value)
    {value: 1}[value]
    return Hashed.calls


h = Hashed()


class Row(tuple):
    pass


# A tuple keeps its hash; so do its subclasses.
for value in (h,), (h, 1, h), ((h,), "x"), Row([h]), collections.namedtuple("P", "a b")(h, h), frozenset([h]), slice(h, 1), time.struct_time((h,) * 9):
    print(type(value).__name__, calls(value))


class Sometimes:
    fails = True

    def __hash__(self):
        if Sometimes.fails:
            raise KeyError("not yet")
        return 1


row = (Sometimes(),)
for _ in range(2):
    try:
        hash(row)
    except KeyError as e:
        print(e)
Sometimes.fails = False
print(hash(row) == hash((1,)))
try:
    hash((1, []))
except TypeError as e:
    print(e)

# Iterators that use their tuple again: each has the hash of what is in it then.
seen = []
d = {i: i * 7 for i in range(5)}
for make in (
    lambda: zip("abcde", range(5)),
    lambda: enumerate("abcde"),
    lambda: d.items(),
    lambda: reversed(d.items()),
    lambda: itertools.pairwise(range(6)),
    lambda: itertools.combinations(range(5), 2),
    lambda: itertools.permutations(range(4), 2),
    lambda: itertools.product("ab", "cd"),
    lambda: itertools.combinations_with_replacement("abc", 2),
    lambda: itertools.zip_longest("abc", range(5)),
    lambda: collections.OrderedDict(d).items(),
    lambda: map(lambda *a: a, range(3), range(3)),
):
    hashes = [hash(pair) for pair in make()]
    print(hashes == [hash(tuple(list(pair))) for pair in make()], len(set(hashes)) == len(hashes))

# str: the one argument that is the whole result.
text, wide = "abcde", "\u0105\u03c9"
for t in text, wide, "x" * 300:
    for f in "%s", "%.400s", "%1s", "%-2s", "%r":
        print(f % t is t, f % (t,) is t, (f + "%%") % t is t, ("%%" + f) % t is t, end=" ")
    print("%(a)s" % {"a": t} is t, "{}".format(t) is t, "{:.400s}".format(t) is t, "{0:1}{{".format(t) is t, t % () is t, t.format() is t, format(t, "1") is t, f"{t}" is t)


class S(str):
    def __str__(self):
        return text


s = S("sub")
print("%s" % s is text, type("%s" % S.__new__(S, "q")), "{}".format(s) is text)
try:
    "%s" % (text, 1)
except TypeError as e:
    print(e)

# A truth value is no number of a directory: told, and taken.
warnings.simplefilter("always")
with warnings.catch_warnings(record=True) as log:
    for fd in False, True:
        for f in lambda: os.stat("x", dir_fd=fd), lambda: os.open("x", 0, dir_fd=fd), lambda: os.stat(fd):
            try:
                f()
            except OSError as e:
                print(type(e).__name__)
            print(len(log), log[-1].category.__name__, log[-1].message)
