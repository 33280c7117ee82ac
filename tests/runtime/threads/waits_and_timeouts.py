# Every wait with a timeout, and what ends it first.
import queue
import threading
import time
from together import run


def timed(f, least=0.1):
    """What f returns or raises, and whether that took long enough. (How long it may take is the machine's.)"""
    start = time.monotonic()
    try:
        r = f()
    except Exception as e:
        r = type(e).__name__
    return r, time.monotonic() - start >= least - 0.005


held = threading.Lock()
held.acquire()
other = threading.RLock()
done = threading.Event()


def hold():
    with other:
        done.wait()


holder = threading.Thread(target=hold)
holder.start()
print('Lock', timed(lambda: held.acquire(timeout=0.1)), held.acquire(False))
print('RLock', timed(lambda: other.acquire(timeout=0.1)), other.acquire(blocking=False))
print('Event', timed(lambda: threading.Event().wait(0.1)))
c = threading.Condition()


def wait():
    with c:
        return c.wait(0.1)


print('Condition', timed(wait))
print('Semaphore', timed(lambda: threading.Semaphore(0).acquire(timeout=0.1)))
print('Barrier', timed(lambda: threading.Barrier(2).wait(0.1)))
print('Queue.get', timed(lambda: queue.Queue().get(timeout=0.1)))
print('SimpleQueue.get', timed(lambda: queue.SimpleQueue().get(timeout=0.1)))
full = queue.Queue(1)
full.put(1)
print('Queue.put', timed(lambda: full.put(2, timeout=0.1)))
print('join', timed(lambda: holder.join(0.1)), holder.is_alive())
done.set()
holder.join()
print('joined', holder.is_alive())

# what comes before the timeout ends the wait
event = threading.Event()
timer = threading.Timer(0.1, event.set)
timer.start()
print('set by a timer', timed(lambda: event.wait(30), 0.09))
cancelled = threading.Timer(0.05, print, ['never'])
cancelled.start()
cancelled.cancel()
cancelled.join()
threading.Timer(0.1, held.release).start()
print('released by a timer', timed(lambda: held.acquire(timeout=30), 0.09))

# sleepers wake in the order of their times
order = []
begin = time.monotonic()


def sleeper(t):
    time.sleep(max(0, begin + t / 5 - time.monotonic()))
    order.append(t)


run(*(lambda t=t: sleeper(t) for t in (5, 1, 4, 2, 3)))
print(order)
# a busy thread does not keep sleepers from waking
woke = []


def nap():
    time.sleep(0.02)
    woke.append(1)


t = threading.Thread(target=nap)
t.start()
start = time.monotonic()
while not woke and time.monotonic() - start < 30:
    pass
print('woke', len(woke))
