def combine(a, b, c):
    return a + b + c

print(combine(
    1,
    2,
    3))
combine(
    "x",
    combine("y", "z",
            "w"),
    3)
