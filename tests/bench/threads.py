# Two threads that compute, against the same work one after the other, in processor time: nothing else on the machine
# counts.
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
    start = time.process_time()
    work(n)
    work(n)
    return time.process_time() - start


def in_threads(n):
    threads = [threading.Thread(target=work, args=[n]) for _ in range(2)]
    start = time.process_time()
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return time.process_time() - start


N = 1_500_000
work(N)
for interval in 0.005, 0.0005:
    sys.setswitchinterval(interval)
    # In turns, so that a busy moment of the machine hits both.
    pairs = [(one_after_the_other(N), in_threads(N)) for _ in range(7)]
    print(interval, min(b for _, b in pairs) / min(a for a, _ in pairs))
