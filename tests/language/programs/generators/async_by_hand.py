# Coroutines driven by send(), awaitables of all kinds.
import types, warnings
class Aw:
    def __init__(self, v): self.v = v
    def __await__(self):
        got = yield ("asked", self.v)
        return (self.v, got)
@types.coroutine
def old_style(x):
    r = yield x
    return r
async def leaf(n):
    return n * 2
async def main():
    print(await Aw(1))
    print(await leaf(21))
    print(await old_style("old"))
    return "main result"
def run(co, *sends):
    out, sends = [], list(sends)
    try:
        out.append(co.send(None))
        while True:
            out.append(co.send(sends.pop(0) if sends else None))
    except StopIteration as e:
        return out, e.value
print(run(main(), "s1", "s2"))
async def bad(x): await x
for x in (5, None, [], iter([]), (i for i in ()), lambda: 1):
    try:
        bad(x).send(None)
    except TypeError as e:
        print(e)
class A1:
    def __await__(self): return 5
class A2:
    def __await__(self): return leaf(1)
class A3:
    def __await__(self): return iter([1, 2])
for k in (A1, A2, A3):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            print(run(bad(k())))
        except TypeError as e:
            print(e)
c = leaf(1)
print(type(c).__name__, c.cr_running, c.cr_frame is not None, c.cr_await, c.__name__)
try:
    iter(c)
except TypeError as e:
    print(e)
try:
    next(c)
except TypeError as e:
    print(e)
try: c.send(None)
except StopIteration as e: print(e.value)
try: c.send(None)
except RuntimeError as e: print(e)
w = Aw(0).__await__()
print(next(w))
async def closer():
    try: await Aw("x")
    finally: print("closed")
c = closer(); c.send(None); c.close()
c = closer(); c.send(None)
try: c.throw(ValueError("t"))
except ValueError as e: print(e)
c = leaf(1); c.close(); print(c.cr_frame)
