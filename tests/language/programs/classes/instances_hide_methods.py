# Some instances have an attribute of their own where others use the class's: caches must tell them apart.
class Lock:
    def owned(self):
        return 'instance'


class Condition:
    kind = 'class'

    def __init__(self, own):
        self.a = 1
        if own:
            self.owned = Lock().owned
            self.kind = 'instance'
        self.z = 2

    def owned(self):
        return 'class'


def call(c):
    return c.owned()


def read(c):
    return c.kind


plain, own = Condition(False), Condition(True)
for f in (call, read):
    for c in (plain, own):
        for _ in range(50):
            f(c)
        print(f.__name__, f(plain), f(own), f(plain), f(own))


def call_other_order(c):
    return c.owned()


for _ in range(50):
    call_other_order(own)
print(call_other_order(plain), call_other_order(own))
del own.owned
print(call(own), call_other_order(own))
