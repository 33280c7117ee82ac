# How threads begin and end, and what is told about it.
import _thread
import atexit
import gc
import io
import sys
import threading
import time
import weakref


def masked(text):
    """Tracebacks without paths and positions."""
    lines = [line for line in text.splitlines() if line and not line.startswith('  ')]
    return lines


# ---- beginning
t = threading.Thread(target=lambda: None)
for wrong in (t.join, lambda: threading.current_thread().join(), lambda: threading.Thread(1)):
    try:
        wrong()
    except Exception as e:
        print(type(e).__name__, e)
t.start()
try:
    t.start()
except RuntimeError as e:
    print(e)
t.join()
t.join()
print(t.is_alive(), t.ident is not None, t.daemon, threading.main_thread().name)
print([threading.Thread(target=masked).name.startswith('Thread-'), threading.Thread(name='x').name])
seen = []
t = threading.Thread(target=lambda: seen.append((threading.current_thread().name, threading.get_ident())), name='named')
t.start()
t.join()
print(seen == [('named', t.ident)], repr(t).replace(str(t.ident), 'ID'))


class Mine(threading.Thread):
    def run(self):
        self.result = sum(range(10))


m = Mine()
m.start()
m.join()
print(m.result, m.name.startswith('Thread-'))

# ---- a thread that threading does not know
names = []
done = _thread.allocate_lock()
done.acquire()


def foreign():
    me = threading.current_thread()
    names.append((me.name.startswith('Dummy-'), me.daemon, me.is_alive()))
    done.release()


_thread.start_new_thread(foreign, ())
done.acquire()
print(names)

# ---- exceptions that nobody catches
sys.stderr = err = io.StringIO()


def fail(text):
    raise ValueError(text)


t = threading.Thread(target=fail, args=('one',), name='failing')
t.start()
t.join()
sys.stderr = sys.__stderr__
print(masked(err.getvalue()))
caught = []
threading.excepthook = lambda args: caught.append((args.exc_type.__name__, str(args.exc_value), args.thread.name, args.exc_traceback is not None))
t = threading.Thread(target=fail, args=('two',), name='hooked')
t.start()
t.join()
threading.excepthook = threading.__excepthook__
print(caught)
for how in (sys.exit, lambda: _thread.exit(), lambda: sys.exit('text'), lambda: sys.exit(3)):
    t = threading.Thread(target=how)
    t.start()
    t.join()
unraisable = []
sys.unraisablehook = lambda args: unraisable.append((args.exc_type.__name__, str(args.exc_value)))
_thread.start_new_thread(fail, ('three',))
while not unraisable:
    time.sleep(0.001)
sys.unraisablehook = sys.__unraisablehook__
print(unraisable)
try:
    threading.excepthook((1, 2, 3, 4))
except TypeError as e:
    print(type(e).__name__)

# ---- what a thread leaves behind
class Big:
    pass


def use(o):
    local.big = o


local = threading.local()
big = Big()
ref = weakref.ref(big)
t = threading.Thread(target=use, args=(big,))
del big
t.start()
t.join()
print(ref() is None)
ref = weakref.ref(t)
del t
gc.collect()
print(ref() is None, [t.name for t in threading.enumerate()], threading.active_count())
dropped = []


class Tells:
    def __del__(self):
        dropped.append(threading.current_thread().name)


def keep():
    local.tells = Tells()


t = threading.Thread(target=keep, name='keeper')
t.start()
t.join()
print(len(dropped))

# ---- the end of the program
def daemon():
    while True:
        time.sleep(0.001)


def late():
    time.sleep(0.05)
    print('late', threading.main_thread().is_alive())


atexit.register(print, 'atexit comes last')
threading.Thread(target=daemon, daemon=True).start()
threading.Thread(target=late).start()
print('main ends')
