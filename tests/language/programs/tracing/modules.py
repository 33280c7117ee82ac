# The modules that stand on tracing: bdb, pdb, trace, timeit, profile, cProfile as programs use them.
import bdb
import io
import pdb
import sys
import trace
import timeit


def work(n):
    total = 0
    for i in range(n):
        total += helper(i)
    return total


def helper(i):
    if i % 2:
        return i
    return -i


class Watcher(bdb.Bdb):
    def user_call(self, frame, args):
        print('call', frame.f_code.co_name)

    def user_line(self, frame):
        print('line', frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno)
        if frame.f_code.co_name == 'helper':
            self.set_return(frame)

    def user_return(self, frame, value):
        print('return', frame.f_code.co_name, value)
        self.set_step()

    def user_exception(self, frame, info):
        print('exception', info[0].__name__)


w = Watcher()
print(w.runcall(work, 2))
w = Watcher()
w.reset()
print(w.set_break(__file__, work.__code__.co_firstlineno + 3), w.get_all_breaks() != {})
print(w.runcall(work, 1))

for backend in 'settrace', 'monitoring':
    text = '\n'.join(['b helper', 'c', 'a', 'p i', 'w', 'u', 'p n', 'd', 's', 'n', 'r', 'pp [1]*3', 'l 1,3', 'whatis n', '!x = 5',
                      'p x', 'cl 1', 'display total', 'n', 'n', 'tbreak helper', 'c', 'j +2', 'unt', 'q'])
    out = io.StringIO()
    p = pdb.Pdb(stdin=io.StringIO(text), stdout=out, nosigint=True, readrc=False, **({'backend': backend}))
    try:
        p.runcall(work, 3)
    except bdb.BdbQuit:
        print('quit')
    sys.settrace(None)
    print(out.getvalue())

out = io.StringIO()
try:
    helper(None)
except TypeError as e:
    tb = e.__traceback__
p = pdb.Pdb(stdin=io.StringIO('w\np i\nu\nl\nq\n'), stdout=out, readrc=False)
p.reset()
p.interaction(None, tb)
print(out.getvalue())

t = trace.Trace(count=True, trace=False, countfuncs=False)
print(t.runfunc(work, 3))
counts = t.results().counts
print(sorted((line - work.__code__.co_firstlineno, n) for (file, line), n in counts.items() if file == __file__))
t = trace.Trace(count=False, trace=False, countcallers=True)
t.runfunc(work, 2)
print(sorted((a[2], b[2]) for a, b in t.results().callers))
t = trace.Trace(trace=True, count=False)
t.runfunc(helper, 1)

print(timeit.timeit('x += 1', 'x = 0', timer=iter(range(100)).__next__, number=10))
print(timeit.repeat('pass', timer=iter(range(100)).__next__, number=3, repeat=2))
timeit.main(['-n', '5', '-r', '3', '-u', 'sec', '-p', 'pass']) if False else None
try:
    timeit.Timer('1/0').timeit(1)
except ZeroDivisionError:
    out = io.StringIO()
    timeit.Timer('1/0')
    t = timeit.Timer('a\n1/0', 'a = 1')
    try:
        t.timeit(1)
    except ZeroDivisionError:
        t.print_exc(out)
    print(out.getvalue().splitlines()[-4:])


def traced_call():
    print('tracing inside call_tracing', sys.gettrace() is not None)


events = []


def tracer(frame, event, arg):
    events.append((event, frame.f_code.co_name))
    if event == 'call' and frame.f_code.co_name == 'helper':
        sys.call_tracing(work, (1,)) if len(events) < 3 else None
    return tracer


sys.settrace(tracer)
helper(1)
sys.settrace(None)
print(events)
try:
    sys.call_tracing(1, 2)
except TypeError as e:
    print(e)
for f in sys.settrace, sys.setprofile:
    for args in (), (1, 2):
        try:
            f(*args)
        except TypeError as e:
            print(e)
print(sys.gettrace(), sys.getprofile())
