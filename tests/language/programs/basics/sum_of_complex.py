# sum() keeps what rounding takes from complex numbers, as it does for floats, and from ints among them.
import itertools

BIG = 4.542531576792604e16
for items in (
    [0.1j] * 10,
    [complex(0.1, 0.1)] * 10,
    [0.1] * 5 + [0.1j] * 5 + [1] * 3 + [0.1] * 5,
    [1j, 1e16, 1.0, -1e16],
    [1j, 10**16, 1.0, True, -(10**16)],
    [complex(-BIG, -BIG), -8170488085883804.0, complex(206255239167324, -5.427189394702336e16)],
    [1j, float("inf"), 1e308],
    [complex("inf"), complex("-inf"), 1],
    [1e308 + 1e308j, 1e308, -1e308],
    [-0.0, -0j],
    [complex(-0.0, -0.0)],
    [True, 1j, 0.1, 0.2],
    [0.1, 10**16, 1.0, -(10**16)],
    [0.1, 2**53 + 1, 1],
):
    for start in 0, 0.0, 0j, complex(-0.0, -0.0), 1e16:
        print(sum(items, start), sum((x for x in items), start))
try:
    sum([0.1j, 0.1j, "x"])
except TypeError as e:
    print(e)
for first in 0.1, 0.1j:
    try:
        sum([first, 10**400])
    except OverflowError as e:
        print(e)
print(sum(itertools.repeat(0.1j, 10**5)))
