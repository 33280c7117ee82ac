# What every thread has for itself.
import contextvars
import sys
import threading
from together import run


# ---- thread-local data
class Counter(threading.local):
    shared = []
    n = 0

    def __init__(self, start, *, step=1):
        self.n = start
        self.step = step
        self.shared.append(threading.current_thread() is threading.main_thread())

    def up(self):
        self.n += self.step
        return self.n


counter = Counter(10, step=5)
counter.up()
got = []
run(*[lambda: got.append([counter.up() for _ in range(3)])] * 3)
print(got, counter.n, counter.shared, sorted(counter.__dict__))
plain = threading.local()
plain.x = 1
run(lambda: got.append(hasattr(plain, 'x')), lambda: setattr(plain, 'x', 2))
print(got[-1], plain.x, vars(plain))

# ---- the exception that is being handled
first, second = threading.Event(), threading.Event()
seen = []


def handle():
    try:
        1 / 0
    except ZeroDivisionError:
        first.set()
        second.wait()
        seen.append(sys.exc_info()[0].__name__)
    seen.append(sys.exc_info()[0])


def look():
    first.wait()
    seen.append(sys.exc_info()[0])
    try:
        raise KeyError
    except KeyError as e:
        seen.append(repr(e.__context__))
    second.set()


run(handle, look)
print(seen)

# ---- context variables
var = contextvars.ContextVar('var', default='none')
var.set('main')
seen = []


def context():
    seen.append(var.get())
    var.set('thread')
    seen.append(var.get())


run(context)
copy = contextvars.copy_context()
run(lambda: copy.run(context))
print(seen, var.get(), copy[var])

# ---- recursion depth
depths = []


def deep(n=0):
    try:
        return deep(n + 1)
    except RecursionError:
        return n


def measure():
    depths.append(deep())


def main_deep(n):
    if n:
        return main_deep(n - 1)
    run(measure)
    return len(depths)


main_deep(300)
run(measure)
print(abs(depths[0] - depths[1]) < 5, depths[0] > 700)

# ---- tracing
events = []


def traced(n):
    a = n + 1
    return a


def tracer(frame, event, arg):
    if frame.f_code.co_name == 'traced':
        events.append((threading.current_thread().name[:4], event, frame.f_lineno - frame.f_code.co_firstlineno))
        return tracer


threading.settrace(tracer)
run(lambda: traced(1))
threading.settrace(None)
run(lambda: traced(1))
traced(1)
print(events, sys.gettrace(), threading.gettrace())
events.clear()


def self_traced():
    sys.settrace(tracer)
    traced(2)
    sys.settrace(None)
    traced(3)


run(self_traced)
traced(4)
print(len(events), sys.gettrace())
events.clear()
sys.settrace(tracer)
run(lambda: traced(1))
sys.settrace(None)
print(events)
profiled = []
threading.setprofile(lambda f, e, a: profiled.append(e) if f.f_code.co_name == 'traced' else None)
run(lambda: traced(1))
threading.setprofile(None)
print(profiled, sys.getprofile())

# ---- frames of all threads
inside, leave = threading.Event(), threading.Event()


def waiting_here():
    inside.set()
    leave.wait()


t = threading.Thread(target=waiting_here)
t.start()
inside.wait()
frames = sys._current_frames()
f = frames[t.ident]
names = []
while f:
    names.append(f.f_code.co_name)
    f = f.f_back
print(len(frames), 'waiting_here' in names, names[-1], frames[threading.get_ident()] is sys._getframe())
leave.set()
t.join()
print(t.ident in sys._current_frames())
