# Two threads that compute, against the same work one after the other; for the system that runs it.
import sys
import threading
import time


def work(n):
    total = 0
    for i in range(n):
        total += i * i % 7
        if total > 1000:
            total -= 1000
    return total


def one_after_the_other(n):
    start = time.perf_counter()
    work(n)
    work(n)
    return time.perf_counter() - start


def in_threads(n):
    threads = [threading.Thread(target=work, args=[n]) for _ in range(2)]
    start = time.perf_counter()
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return time.perf_counter() - start


N = 1_500_000
work(N)
for interval in 0.005, 0.0005:
    sys.setswitchinterval(interval)
    # In turns, so that a busy moment of the machine hits both.
    pairs = [(one_after_the_other(N), in_threads(N)) for _ in range(7)]
    print(interval, min(b for _, b in pairs) / min(a for a, _ in pairs))
