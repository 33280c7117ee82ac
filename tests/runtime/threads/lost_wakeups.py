# Patterns in which one lost wake-up would be the end of the program.
import queue
import threading
import time
from together import run

ROUNDS = 60


def ping_pong_condition():
    condition, turn, log = threading.Condition(), [0], []

    def player(me):
        for _ in range(ROUNDS):
            with condition:
                while turn[0] != me:
                    condition.wait()
                log.append(me)
                turn[0] = (me + 1) % 3
                condition.notify_all()

    run(*(lambda me=me: player(me) for me in range(3)))
    return log == [0, 1, 2] * ROUNDS


def ping_pong_events():
    events, log = [threading.Event() for _ in range(2)], []

    def player(me):
        for _ in range(ROUNDS):
            events[me].wait()
            events[me].clear()
            log.append(me)
            events[1 - me].set()

    events[0].set()
    run(lambda: player(0), lambda: player(1))
    return log == [0, 1] * ROUNDS


def ping_pong_locks():
    a, b, log = threading.Lock(), threading.Lock(), []
    b.acquire()

    def player(mine, other, name):
        for _ in range(ROUNDS):
            mine.acquire()
            log.append(name)
            other.release()

    run(lambda: player(a, b, 0), lambda: player(b, a, 1))
    return log == [0, 1] * ROUNDS


def philosophers():
    forks, meals = [threading.Lock() for _ in range(5)], [0] * 5

    def eat(i):
        first, second = sorted((i, (i + 1) % 5))
        for _ in range(ROUNDS // 2):
            with forks[first], forks[second]:
                meals[i] += 1
                time.sleep(0)

    run(*(lambda i=i: eat(i) for i in range(5)))
    return meals == [ROUNDS // 2] * 5


def barriers():
    barrier, log = threading.Barrier(4, action=lambda: log.append('|')), []

    def work(i):
        for _ in range(ROUNDS // 3):
            log.append('.')
            barrier.wait()

    run(*(lambda i=i: work(i) for i in range(4)))
    return ''.join(log) == '....|' * (ROUNDS // 3)


def semaphores():
    semaphore, inside, most = threading.BoundedSemaphore(3), [], []

    def work():
        for _ in range(ROUNDS // 4):
            with semaphore:
                inside.append(1)
                most.append(len(inside))
                time.sleep(0)
                inside.pop()

    run(*[work] * 7)
    return max(most) <= 3 and len(most) == 7 * (ROUNDS // 4)


def readers_and_writers():
    condition, readers, data, seen = threading.Condition(threading.RLock()), [0], [0, 0], []

    def read():
        for _ in range(ROUNDS // 4):
            with condition:
                readers[0] += 1
            seen.append(data[0] == data[1])
            time.sleep(0)
            with condition:
                readers[0] -= 1
                if not readers[0]:
                    condition.notify_all()

    def write():
        for _ in range(ROUNDS // 4):
            with condition:
                while readers[0]:
                    condition.wait()
                data[0] += 1
                time.sleep(0)
                data[1] += 1

    run(read, read, read, write, write)
    return all(seen) and data == [ROUNDS // 4 * 2] * 2


def bounded_queue_with_timeouts():
    q, got = queue.Queue(1), []

    def put(base):
        for i in range(ROUNDS):
            while True:
                try:
                    q.put(base + i, timeout=0.0005)
                    break
                except queue.Full:
                    pass

    def get():
        while len(got) < 2 * ROUNDS:
            try:
                got.append(q.get(timeout=0.0005))
            except queue.Empty:
                pass

    run(lambda: put(0), lambda: put(1000), get)
    return sorted(got) == [*range(ROUNDS), *range(1000, 1000 + ROUNDS)] and [g for g in got if g < 1000] == [*range(ROUNDS)]


def timeouts_against_releases():
    lock, taken = threading.Lock(), []

    def take():
        for _ in range(ROUNDS):
            if lock.acquire(timeout=0.0002):
                taken.append(1)
                time.sleep(0)
                lock.release()

    run(*[take] * 5)
    return lock.acquire(blocking=False) and len(taken) > 0


def exceptions_in_waits():
    condition, log = threading.Condition(), []

    def waiter():
        try:
            with condition:
                condition.wait(timeout=0.0001)
                raise KeyError
        except KeyError:
            log.append(1)

    def notifier():
        for _ in range(5):
            with condition:
                condition.notify()
            time.sleep(0)

    run(*[waiter] * 10, notifier)
    with condition:
        condition.notify_all()
    return len(log) == 10


for f in (ping_pong_condition, ping_pong_events, ping_pong_locks, philosophers, barriers, semaphores,
          readers_and_writers, bounded_queue_with_timeouts, timeouts_against_releases, exceptions_in_waits):  # fmt: skip
    print(f.__name__, f())
