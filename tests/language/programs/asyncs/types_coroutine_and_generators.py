import types, inspect
@types.coroutine
def gen_based(n):
    got = yield n
    return f"got {got}"
def plain(): yield 1
async def user():
    a = await gen_based("first")
    b = await gen_based("second")
    return a, b
c = user()
print(c.send(None), c.send("A"))
try: c.send("B")
except StopIteration as e: print(e.value)
print(gen_based.__code__.co_flags & inspect.CO_ITERABLE_COROUTINE != 0, type(gen_based(1)).__name__, inspect.isawaitable(gen_based(1)), inspect.isgenerator(gen_based(1)))
async def bad(): await plain()
try: bad().send(None)
except TypeError as e: print(e)
@types.coroutine
def delegating(): return (yield from gen_based("inner"))
async def deep(): return await delegating()
d = deep(); print(d.send(None))
try: d.send("deep value")
except StopIteration as e: print(e.value)
@types.coroutine
def from_coro(): return (yield from user())
f = from_coro(); print(next(f)); f.close()
def plain_from():
    yield from user()
try: next(plain_from())
except TypeError as e: print(e)
@types.coroutine
def not_gen(): return 5
try: print(not_gen())
except Exception as e: print(e)
class Awaitable:
    def __await__(self): return (yield from gen_based("via class"))
async def k(): return await Awaitable()
q = k(); print(q.send(None))
try: q.send("!")
except StopIteration as e: print(e.value)
