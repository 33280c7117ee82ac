# asend(), athrow(), anext() in every state, and what `yield from` makes of iterators of all kinds.
class Pause:
    def __await__(self):
        return (yield 'paused')


async def count(n):
    try:
        for i in range(n):
            got = yield i
            if got:
                print('sent', got)
            print(await Pause())
    except KeyError as e:
        print('caught', e)
        yield 'after'
    finally:
        print('finally')
        await Pause()


def drive(coroutine):
    steps, send = [], None
    while True:
        try:
            steps.append(coroutine.send(send))
            send = len(steps)
        except StopIteration as e:
            return steps, e.value
        except BaseException as e:
            return steps, repr(e), repr(e.__cause__)


async def collect(agen):
    return [x async for x in agen]


async def by_hand():
    a = count(5)
    first = await a.asend(None), await a.asend('v'), await anext(a)
    thrown = await a.athrow(KeyError('k'))
    try:
        await anext(a)
    except StopAsyncIteration as e:
        return first, thrown, repr(e), await anext(a, 'default')


async def reuse():
    a = count(3)
    step = a.asend(None)
    await step
    await step


async def bad(exc):
    yield 1
    raise exc


async def deep(n):
    if n == 0:
        yield 0
        return
    async for x in deep(n - 1):
        yield x + 1


async def early():
    a = count(3)
    async for x in a:
        break
    await a.aclose()
    return x


for coroutine in (collect(count(2)), by_hand(), reuse(), collect(bad(ZeroDivisionError('zero'))),
                  collect(bad(StopIteration(1))), collect(bad(StopAsyncIteration())), collect(deep(30)), early()):
    print(drive(coroutine))

# two at once
a = count(2)
one, two = a.asend(None), a.asend(None)
try:
    one.send(None)
except StopIteration as e:
    print(e.value)
one = a.asend(None)
print(one.send(None))
for use in (lambda: two.send(None), lambda: a.asend(None).send(None), lambda: a.aclose().send(None), one.close):
    try:
        use()
    except RuntimeError as e:
        print(e)


class Iterator:
    def __init__(self, n, end=StopIteration):
        self.n, self.end = n, end

    def __iter__(self):
        return self

    def __next__(self):
        self.n -= 1
        if self.n < 0:
            raise self.end
        return self.n


def delegate(*iterators):
    for it in iterators:
        try:
            print('result', (yield from it))
        except Exception as e:
            print(type(e).__name__, e)


def finished():
    return 5
    yield


done = finished()
list(done)
print(list(delegate(Iterator(2), Iterator(1, StopIteration('value')), Iterator(1, ValueError('bad')), finished(), done,
                    map(str, [1, 2]), filter(None, [0, 3]), enumerate('a'), zip('b', Iterator(3)), iter([4]),
                    map(lambda x: 1 / x, [1, 0]), (x for x in Iterator(2)))))


async def ended():
    pass


c = ended()
drive(c)


async def again():
    await c


print(drive(again()))
