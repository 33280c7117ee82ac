# What the sessions of pdb debug, here and in tests/runtime/pdb.test.mjs.
# Their commands name its lines by number.

def fib(n):
    """fib
    docs"""
    if n < 2:
        return n
    a = fib(n - 1)
    b = fib(n - 2)
    return a + b

def numbers():
    for i in range(3):
        yield i * 10

class Account:
    "An account."
    rate = 3
    def __init__(self, owner):
        self.owner = owner
        self.total = 0
    def add(self, amount):
        if amount < 0:
            raise ValueError('negative')
        self.total += amount
        return self
    def __repr__(self):
        return f'<{self.owner} {self.total}>'

def work(xs):
    total = 0
    for x in xs:
        total += x
        if total > 5:
            total -= 1
    try:
        with open('/dev/null') as f:
            total = total + len(f.read())
        1 / 0
    except ZeroDivisionError as e:
        total += 100
    finally:
        total *= 2
    d = {k: v for k, v in zip('abc', xs)}
    return total, d

def main():
    values = list(numbers())
    account = Account('ann')
    for v in values:
        account.add(v)
    try:
        account.add(-1)
    except ValueError as e:
        print('refused:', e)
    text = ','.join(str(v) for v in values)
    print(text, work([1, 2, 3, 4]), fib(3))

