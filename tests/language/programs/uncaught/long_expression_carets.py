first, second, third = 1, 2, None
total = (
    first
    + second
    + third * 3
    + 4
)
