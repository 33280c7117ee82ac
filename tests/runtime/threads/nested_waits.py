# Waits inside C functions that call back: other threads go on meanwhile.
import functools
import threading
import time

log = []


def busy(n, name):
    for i in range(n):
        log.append((name, i))
        time.sleep(0.002)


def background():
    t = threading.Thread(target=busy, args=(5, 'background'))
    t.start()
    return t


t = background()
print(sorted([3, 1, 2], key=lambda x: (time.sleep(0.02), x)[1]))
t.join()
print(log == [('background', i) for i in range(5)])

gate = threading.Lock()
gate.acquire()


def opener():
    time.sleep(0.01)
    gate.release()


class Slow:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        with gate:
            return self.n < other.n

    def __hash__(self):
        with gate:
            return self.n

    def __eq__(self, other):
        with gate:
            return self.n == other.n

    def __repr__(self):
        with gate:
            return f'Slow({self.n})'

    def __index__(self):
        with gate:
            return self.n


def behind_the_gate(f):
    t = threading.Thread(target=opener)
    t.start()
    r = f()
    t.join()
    gate.acquire()
    return r


print(behind_the_gate(lambda: sorted([Slow(2), Slow(1)])[0].n))
print(behind_the_gate(lambda: repr([Slow(1), Slow(2)])))
print(behind_the_gate(lambda: {Slow(1): 'a'}[Slow(1)]))
print(behind_the_gate(lambda: list(range(10))[Slow(3)]))
print(behind_the_gate(lambda: max([Slow(1), Slow(5)]).n))
print(behind_the_gate(lambda: functools.reduce(lambda a, b: (a, b)[Slow(1)], [1, 2, 3])))

# many threads that wait so at the same time
event = threading.Event()
results = []


class Waits:
    def __del__(self):
        event.wait()
        results.append(threading.current_thread().name)


def drop():
    w = Waits()
    del w


threads = [threading.Thread(target=drop, name=f't{k}') for k in range(10)]
for t in threads:
    t.start()
threading.Timer(0.02, event.set).start()
for t in threads:
    t.join()
print(sorted(results))

# one sleeps inside a callback, the others meet outside of one
barrier = threading.Barrier(3)


def meet(k):
    for _ in range(10):
        barrier.wait()


threads = [threading.Thread(target=meet, args=(k,)) for k in range(3)]
for t in threads:
    t.start()
print(sorted(range(5), key=lambda x: (time.sleep(0.005), -x)[1]))
for t in threads:
    t.join()
print('met')
