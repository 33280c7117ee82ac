# Trace functions set, changed and taken away while functions run, and trace functions that fail.
import sys

log = []


def show(title):
    print(title, *log, sep='\n    ')
    del log[:]


def named(name):
    def tracer(frame, event, arg):
        log.append(f'{name} {event} {frame.f_code.co_name}:{frame.f_lineno - frame.f_code.co_firstlineno}')
        return tracer

    return tracer


def starts_inside():
    a = 1
    sys.settrace(named('inside'))
    b = 2
    callee(b)
    sys.settrace(None)
    return a


def callee(x):
    y = x + 1
    return y


starts_inside()
show('settrace in a running function')


def starts_inside_with_frame():
    sys.settrace(named('global'))
    sys._getframe().f_trace = named('frame')
    b = 2
    callee(b)
    c = 3
    del sys._getframe().f_trace
    d = 4
    sys._getframe().f_trace = named('again')
    for i in range(2):
        d += i
    sys.settrace(None)
    e = 5


try:
    starts_inside_with_frame()
except BaseException as e:
    sys.settrace(None)
    log.append(repr(e))
show('f_trace of a running frame')


def outer_frame():
    def inner():
        sys.settrace(named('global'))
        f = sys._getframe(1)
        f.f_trace = named('outer')
        x = 1

    a = 1
    inner()
    b = 2
    while b < 4:
        b += 1
    sys.settrace(None)


outer_frame()
show('f_trace of the caller')


def switches(frame, event, arg):
    log.append(f'first {event} {frame.f_lineno - frame.f_code.co_firstlineno}')
    return second


def second(frame, event, arg):
    log.append(f'second {event} {frame.f_lineno - frame.f_code.co_firstlineno}')
    if event == 'line' and frame.f_lineno - frame.f_code.co_firstlineno == 2:
        return third
    return None


def third(frame, event, arg):
    log.append(f'third {event} {frame.f_lineno - frame.f_code.co_firstlineno}')


def body():
    a = 1
    b = 2
    c = 3
    return a


sys.settrace(switches)
body()
sys.settrace(None)
show('local functions that change')


def without_lines(frame, event, arg):
    log.append(f'{event} {frame.f_lineno - frame.f_code.co_firstlineno}')
    frame.f_trace_lines = False
    return without_lines


sys.settrace(without_lines)
body()
sys.settrace(None)
show('f_trace_lines = False')

for when in 'call', 'line', 'exception', 'return', 'opcode':

    def failing(frame, event, arg):
        log.append(f'{event} {frame.f_code.co_name}')
        frame.f_trace_opcodes = when == 'opcode'
        if event == when:
            raise KeyError(when)
        return failing

    def raises():
        try:
            [].pop()
        except IndexError:
            pass
        except KeyError as e:
            log.append(f'caught {e!r} from {e.__context__!r}')
            return 'caught'
        return 'end'

    sys.settrace(failing)
    try:
        r = raises()
    except KeyError as e:
        r = repr(e)
        log.append(f'context {e.__context__!r}')
        tb = e.__traceback__
        while tb:
            log.append(f'{tb.tb_frame.f_code.co_name} {tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno}')
            tb = tb.tb_next
    log.append(f'{r} {sys.gettrace()}')
    sys.settrace(None)
    show(f'fails at {when}')

for when in 'call', 'return', 'c_call', 'c_return', 'c_exception':

    def failing_profiler(frame, event, arg):
        log.append(f'{event} {frame.f_code.co_name}')
        if event == when:
            raise KeyError(when)

    def profiled():
        try:
            len('')
            [].pop()
        except IndexError:
            return 'index'
        except KeyError as e:
            return f'{e!r} from {e.__context__!r}'
        return 'end'

    sys.setprofile(failing_profiler)
    try:
        r = profiled()
    except KeyError as e:
        r = repr(e)
    g = sys.getprofile()
    sys.setprofile(None)
    log.append(f'{r} {g}')
    show(f'profiler fails at {when}')


def generator():
    try:
        x = yield 1
        log.append(f'sent {x}')
        yield from (i for i in 'ab')
    finally:
        log.append('closing')


sys.settrace(named('g'))
g = generator()
next(g)
g.send('s')
next(g)
g.close()
g = generator()
next(g)
try:
    g.throw(ValueError('thrown'))
except ValueError:
    pass
sys.settrace(None)
show('a generator')


class Callable:
    def __call__(self, frame, event, arg):
        log.append(f'{event} {frame.f_lineno - frame.f_code.co_firstlineno}')
        return self

    def method(self, frame, event, arg):
        log.append(f'method {event}')
        return self.method


sys.settrace(Callable())
body()
sys.settrace(Callable().method)
body()
sys.settrace(None)
show('callable objects and methods')


class C:
    def __del__(self):
        log.append('deleted')


def holder(frame, event, arg, c=C()):
    return holder


def last_reference():
    def tracer(frame, event, arg):
        return tracer

    tracer.c = C()
    sys.settrace(tracer)
    del tracer
    body()
    sys.settrace(None)
    body()


last_reference()
import gc

gc.collect()
show('references')
