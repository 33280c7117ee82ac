# A session of pdb: the commands are in the file beside this one.
import sys

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

async def child(n):
    await later()
    m = n * 2
    return m

class later:
    def __await__(self):
        yield 'wait'
async def amain():
    r = []
    async for x in agen(): r.append(x)
    async with cm() as c: r.append(c)
    return r + [x async for x in agen()]
async def agen():
    for i in range(2):
        await later()
        yield i
class cm:
    async def __aenter__(self): return await child(4)
    async def __aexit__(self, *a): await later()

def main():
    values = list(numbers())
    account = Account('ann')
    for v in values:
        account.add(v)
    try:
        account.add(-1)
    except ValueError as e:
        print('refused:', e)
    print(work([1, 2, 3, 4]), fib(3))

import pdb
async def dbg():
    x = 1
    breakpoint()
    y = await child(x)
    await pdb.set_trace_async() if hasattr(pdb, 'set_trace_async') else None
    z = y + 1
    return z
def drive(coro):
    try:
        while True: print('got', coro.send(None))
    except StopIteration as e:
        return e.value
print(drive(dbg()))
print(drive(amain()))
def g():
    breakpoint()
    for v in numbers():
        print(v)
    yield 1
    return 2
list(g())
