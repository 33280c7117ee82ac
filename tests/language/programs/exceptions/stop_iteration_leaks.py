# PEP 479 and neighbours: StopIteration where it does not belong.
def g():
    yield 1
    raise StopIteration("leak")
it = g()
print(next(it))
try:
    next(it)
except RuntimeError as e:
    print(e, repr(e.__cause__))
def h():
    yield next(iter([]))
try:
    list(h())
except RuntimeError as e:
    print(e)
async def ag():
    yield 1
    raise StopAsyncIteration
def drive(co):
    try:
        co.send(None)
    except StopIteration as s:
        return s.value
a = ag()
print(drive(a.__anext__()))
try:
    drive(a.__anext__())
except RuntimeError as e:
    print(e)
async def co(): raise StopIteration(3)
try:
    co().send(None)
except RuntimeError as e:
    print(e)
print(list(map(lambda x: next(iter([])) if x == 2 else x, range(5))))
def manual():
    raise StopIteration("from plain function")
try:
    manual()
except StopIteration as e:
    print("plain", e.value)
class It:
    n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n == 3: raise StopIteration
        return self.n
i = It()
print(list(i), list(i)[:0] if False else next(i))
print(next(iter([]), "default"), [*iter(lambda it=iter("abX"): next(it), "X")])
for x in It():
    try:
        raise StopIteration
    except StopIteration:
        print("caught", x)
print(sum(It()), max(It()), tuple(zip(It(), It())), dict(zip("ab", It())))
def ge():
    yield from (next(iter(())) for _ in [1])
try:
    list(ge())
except RuntimeError as e:
    print(e)
