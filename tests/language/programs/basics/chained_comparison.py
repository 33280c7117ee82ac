# a < b < c evaluates b once and stops early.
log = []
def v(x):
    log.append(x)
    return x

print(v(1) < v(2) < v(3), log); log.clear()
print(v(3) < v(2) < v(1), log); log.clear()
print(v(1) < v(3) > v(2) == v(2) != v(5), log); log.clear()
print(1 == 1.0 == True == (1+0j), 1 < 2 in [2, 3], 1 in [1] == True)
print((1 in [1]) == True, 1 is 1 is not None)

class Odd:
    def __init__(self, n):
        self.n = n
    def __lt__(self, o):
        print(f"lt {self.n} {o.n}")
        return [] if self.n > o.n else "yes"
    def __repr__(self):
        return f"Odd{self.n}"

a, b, c = Odd(1), Odd(2), Odd(0)
print(a < b < c)
print(b < c < a)
print(a > b)          # reflected
try:
    a <= b
except TypeError as e:
    print(e)
x = 5
print(0 <= x < 10, not 0 <= x < 5, -5 < -x <= -5)
