# An asynchronous generator that is dropped where nobody finalizes it is closed; what it does then is told.
import sys


def told(info):
    print('unraisable', info.exc_type.__name__, info.exc_value)


sys.unraisablehook = told


async def swallows():
    try:
        yield 1
    except GeneratorExit:
        print('closing')


async def passes():
    try:
        yield 1
    finally:
        print('end')


async def yields():
    try:
        yield 1
    finally:
        yield 2


async def raises():
    try:
        yield 1
    finally:
        1 / 0


async def plain():
    yield 1


for f in swallows, passes, yields, raises, plain:
    for steps in 0, 1, 2:
        print(f.__name__, steps)
        g = f()
        for _ in range(steps):
            try:
                g.asend(None).send(None)
            except Exception as e:
                print(type(e).__name__, e)
        del g
