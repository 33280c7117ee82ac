# Setting f_lineno: from which events, to which lines, and what it says when it may not be.
import sys
from jumping import jump, log


def attempt(func, when, line, nth=1, opcodes=False):
    _, r = jump(func, when, line, nth, None, opcodes)
    print(func.__name__, when, line, nth, '->', log, r)


def plain():
    log.append(1)
    log.append(2)
    log.append(3)
    return 'end'


for event in 'call', 'line', 'return', 'opcode':
    for line in 1, 3, 4:
        attempt(plain, (event, None), line, 1, event == 'opcode')
        attempt(plain, (event, None), line, 3, event == 'opcode')
for line in 0, -1, 5, 99, -3000000000, 10**30, 'x', 1.5, None, True:
    attempt(plain, ('line', 2), line)


def gen():
    log.append(1)
    yield 1
    log.append(3)
    yield 2
    log.append(5)


for event in 'call', 'return', 'line', 'opcode':
    for nth in 1, 2, 3:
        for line in 1, 3, 5:
            attempt(gen, (event, None), line, nth, event == 'opcode')


def failing():
    log.append(1)
    try:
        log.append(3)
        raise ValueError
        log.append(5)
    except ValueError:
        log.append(7)
    else:
        log.append(9)
    finally:
        log.append(11)
    log.append(12)


for line in range(1, 13):
    attempt(failing, ('exception', None), line)
    for start in 1, 3, 4, 7, 11, 12:
        attempt(failing, ('line', start), line)


def loops():
    for i in range(2):
        log.append(i)
    else:
        log.append('else')
    while len(log) < 6:
        log.append('w')
        if i:
            log.append('i')
            continue
        log.append('never')
    with open('/dev/null') as f:
        log.append('with')
    log.append('after')


for start in 1, 2, 4, 5, 6, 8, 11, 12, 13:
    for line in range(1, 14):
        attempt(loops, ('line', start), line)


def handlers():
    log.append(1)
    try:
        try:
            1 / 0
        finally:
            log.append(6)
    except ZeroDivisionError as e:
        log.append(8)
        try:
            log.append(10)
        except ValueError:
            log.append(12)
    match log[0]:
        case 1:
            log.append(15)
        case [a, *b]:
            log.append(17)
        case _:
            log.append(19)
    x = [y
         for y in (1, 2)
         if y]
    log.append(23)


for start in 1, 4, 6, 8, 10, 15, 20, 21, 23:
    for line in range(1, 24):
        attempt(handlers, ('line', start), line)


async def coroutine():
    async with Manager():
        log.append(2)
    async for x in Iterator():
        log.append(4)
    log.append(5)


class Manager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *args):
        return False


class Iterator:
    n = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.n += 1
        if self.n > 2:
            raise StopAsyncIteration
        return self.n


def run_coroutine(start, line):
    def func():
        try:
            coroutine().send(None)
        except StopIteration:
            return 'stopped'

    _, r = jump(func, ('line', start), line, code=coroutine.__code__)
    print('coroutine', start, line, log, r)


for start in range(1, 6):
    for line in range(1, 6):
        run_coroutine(start, line)


frame = sys._getframe()
for value in 1, 'x':
    try:
        frame.f_lineno = value
    except BaseException as e:
        print(type(e).__name__, e)
try:
    del frame.f_lineno
except BaseException as e:
    print(type(e).__name__, e)
