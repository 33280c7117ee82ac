# Pancake flips over all permutations: list slices, reversal, integer indexing.
# loops: 3
def fannkuch(n):
    order = list(range(n))
    counts = [0] * n
    most = checksum = 0
    parity = 1
    r = n
    while True:
        first = order[0]
        if first:
            stack = order[:]
            flips = 0
            while first:
                stack[: first + 1] = stack[first::-1]
                flips += 1
                first = stack[0]
            if flips > most:
                most = flips
            checksum += flips * parity
        # The next permutation, by rotating ever longer beginnings.
        i = 1
        while True:
            if i == n:
                return checksum, most
            order.insert(i, order.pop(0))
            counts[i] += 1
            if counts[i] <= i:
                break
            counts[i] = 0
            i += 1
        parity = -parity


def bench():
    return fannkuch(8)
