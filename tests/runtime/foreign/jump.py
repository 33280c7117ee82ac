# A debugger jumps to the first line of what makes a generator. CPython runs RETURN_GENERATOR again, and crashes; here
# the generator begins anew.
import sys


def gen(a):
    x = yield a
    return x


async def co():
    await Wait()
    return 'done'


class Wait:
    def __await__(self):
        yield 1


def on(frame, event, arg):
    global left
    if frame.f_code.co_name not in ('gen', 'co', '<genexpr>'):
        return None
    first = frame.f_code.co_firstlineno
    print(event, frame.f_lineno - first, frame.f_lasti)
    left -= event == 'line'
    if left == 0 and event == 'line':
        frame.f_lineno = first
        print('jumped to', frame.f_lasti)
    return on


for make in (lambda: gen(1)), co, (lambda: (x for x in [1, 2])):
    for left in 1, 2:
        print('==', make.__name__, left)
        sys.settrace(on)
        try:
            it = make()
            for _ in range(3):
                print(it.send(None))
        except StopIteration as e:
            print('stop', e.value)
        sys.settrace(None)
