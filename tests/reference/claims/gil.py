# Document 004, the Global Interpreter Lock and its picture; document 001, thread-local state.
import queue
import sys
import threading
import time
from claim import claim, here, raises

why = "Pyodide has no threads"
krait = sys.implementation.name == "krait"

claim("the default switch interval: 0.005 seconds", sys.getswitchinterval() == 0.005)
sys.setswitchinterval(0.01)
claim("setswitchinterval", sys.getswitchinterval() == 0.01)
claim("... must be positive", raises(ValueError, sys.setswitchinterval, 0) == "switch interval must be strictly positive")
claim("... must be a number", bool(raises(TypeError, sys.setswitchinterval, "1")))
claim("_is_gil_enabled", sys._is_gil_enabled() is True)
claim("the lock of thread_info", sys.thread_info.n_fields == 3 and sys.thread_info.version is None)


def in_threads(work, n=4):
    threads = [threading.Thread(target=work, args=(i,)) for i in range(n)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return threads


if krait:
    sys.setswitchinterval(1e-5)
    # One thread at a time: a count that a built-in operation makes is never lost.
    items = []

    def append(i):
        for k in range(2000):
            items.append((i, k))

    in_threads(append)
    here("operations on objects are atomic: nothing is lost", len(items) == 8000 and len(set(items)) == 8000, why)
    counts, changes = [0, 0], [0, 0]

    def take_turns(i):
        last = counts[1 - i]
        while min(changes) < 5:
            counts[i] += 1
            if counts[1 - i] != last:
                last = counts[1 - i]
                changes[i] += 1

    in_threads(take_turns, 2)
    here("threads take turns within their work", min(changes) >= 5, why)
    here("each in its own order", all([k for j, k in items if j == i] == list(range(2000)) for i in range(4)), why)
    shared = object()
    before = sys.getrefcount(shared)

    def count(i):
        for _ in range(2000):
            x = shared
            y = [shared, x]

    in_threads(count)
    here("reference counts are right whatever the threads do", sys.getrefcount(shared) == before, why)

    # Execute and wait: each of these would never end if the others had to wait for it
    begun, go_on = [], []

    def sleeper(i):
        begun.append(i)
        while not go_on:
            time.sleep(0.001)
        begun.remove(i)

    threads = [threading.Thread(target=sleeper, args=(i,)) for i in range(8)]
    for t in threads:
        t.start()
    while len(begun) < 8:
        time.sleep(0.001)
    here("the lock is released during sleep: all eight execute", sorted(begun) == list(range(8)), why)
    go_on.append(True)
    for t in threads:
        t.join()
    here("... and all go on", begun == [], why)
    import os

    read_end, write_end = os.pipe()
    got = []
    t = threading.Thread(target=lambda: got.append(os.read(read_end, 10)))
    t.start()
    os.write(write_end, b"from main")
    t.join()
    here("... and during input and output", got == [b"from main"], why)
    q, answers = queue.Queue(), []

    def consumer(i):
        while (item := q.get()) is not None:
            answers.append(item * 2)
        q.put(None)

    threads = [threading.Thread(target=consumer, args=(i,)) for i in range(3)]
    for t in threads:
        t.start()
    for n in range(300):
        q.put(n)
    q.put(None)
    for t in threads:
        t.join()
    here("a waiting thread lets the others run: a queue", sorted(answers) == [n * 2 for n in range(300)], why)
    sys.setswitchinterval(0.005)

    # CPU-bound: no faster, correct
    def cpu_work(n):
        for _ in range(n):
            pass
        done.append(n)

    done = []
    threads = [threading.Thread(target=cpu_work, args=(100_000,)) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    here("CPU-bound threads end", done == [100_000] * 2, why)
    stop = []

    def spin():
        while not stop:
            pass

    t = threading.Thread(target=spin)
    t.start()
    stop.append(True)
    t.join()
    here("a thread that never waits is switched away from by the interval", not t.is_alive(), why)
    lock = threading.Lock()
    total = 0

    def add(i):
        global total
        for _ in range(500):
            with lock:
                value = total
                total = value + 1

    sys.setswitchinterval(1e-6)
    in_threads(add)
    sys.setswitchinterval(0.005)
    here("a mutex protects what takes several steps", total == 2000, why)
    local = threading.local()
    seen = []

    def own(i):
        local.value = i
        time.sleep(0.001)
        seen.append(local.value == i)

    in_threads(own)
    here("threading.local: each thread has its own", seen == [True] * 4 and not hasattr(local, "value"), why)
    import contextvars

    var = contextvars.ContextVar("var", default="outside")

    def inside(i):
        seen.append(var.get())
        var.set(i)

    seen.clear()
    in_threads(inside)
    here("each thread has a context of its own", seen == ["outside"] * 4 and var.get() == "outside", why)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as pool:
        here("a pool of threads", list(pool.map(lambda n: n * n, range(20))) == [n * n for n in range(20)], why)
    import asyncio

    async def main():
        return await asyncio.gather(*(asyncio.to_thread(threading.get_ident) for _ in range(3)))

    here("asyncio.to_thread", threading.get_ident() not in asyncio.run(main()), why)
    frames = []
    t = threading.Thread(target=lambda: frames.append(sys._current_frames()[threading.get_ident()]))
    t.start()
    t.join()
    here("each thread has its own frame stack", frames[0].f_code.co_name == "<lambda>" and frames[0].f_back.f_code.co_name == "run", why)
    profile = []
    threading.settrace(lambda frame, event, arg: profile.append(event))
    t = threading.Thread(target=lambda: None)
    t.start()
    t.join()
    threading.settrace(None)
    here("a trace function for each thread", "call" in profile and sys.gettrace() is None, why)
claim("the main thread", threading.main_thread() is threading.current_thread() and threading.current_thread().name == "MainThread")
