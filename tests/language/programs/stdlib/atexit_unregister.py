# atexit.unregister() asks its argument whether it equals, the newest first, also those registered meanwhile.
import atexit

before = atexit._ncallbacks()


class Eq:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        if isinstance(other, Eq):
            print('eq', self.n, other.n)
        return isinstance(other, Eq) and other.n == 2

    def __call__(self):
        print('call', self.n)


for n in 1, 2, 3, 2:
    atexit.register(Eq(n))
atexit.unregister(Eq(9))
print(atexit._ncallbacks() - before)


class Registers(Eq):
    def __eq__(self, other):
        if atexit._ncallbacks() < before + 5:
            atexit.register(print, 'more')
        return False


atexit.unregister(Registers(4))
print(atexit._ncallbacks() - before)


class Bad(Eq):
    def __eq__(self, other):
        1 / 0


try:
    atexit.unregister(Bad(5))
except ZeroDivisionError as e:
    print(e)
