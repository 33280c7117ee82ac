# Big integers: powers, modular powers, factorials, division, conversion to text and back.
# loops: 51
def factorial(low, high):
    if high - low < 2:
        return low
    middle = (low + high) // 2
    return factorial(low, middle) * factorial(middle, high)


def is_prime(n):
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13, 17):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def bench():
    big = factorial(1, 1500)
    text = str(big)
    again = int(text)
    n = 2**127 - 1
    found = []
    while len(found) < 2:
        if is_prime(n):
            found.append(n)
        n += 2
    a, b = 1, 1
    for _ in range(3000):
        a, b = b, a + b
    return len(text), again == big, [p % 1000 for p in found], gcd(a, b), (3**2000 // 7**500) % 10**9
