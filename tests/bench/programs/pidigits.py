# Digits of pi with integers of a thousand digits: a spigot of linear fractional maps.
# loops: 5
def digits(count):
    out = []
    q, r, k, t, n, l = 1, 0, 1, 1, 3, 3
    while len(out) < count:
        if 4 * q + r - t < n * t:
            out.append(n)
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = (
                q * k,
                (2 * q + r) * l,
                t * l,
                k + 1,
                (q * (7 * k + 2) + r * l) // (t * l),
                l + 2,
            )
    return out


def bench():
    found = digits(700)
    return sum(found), found[-5:]
