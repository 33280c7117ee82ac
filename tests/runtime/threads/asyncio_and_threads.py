# asyncio beside threads.
import asyncio
import contextvars
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait
from together import run

var = contextvars.ContextVar('var', default=0)


def blocking(n):
    time.sleep(0.01 * n)
    return n, var.get(), threading.current_thread() is threading.main_thread()


async def ticks(times):
    n = 0
    for _ in range(times):
        await asyncio.sleep(0.005)
        n += 1
    return n


async def main():
    var.set(7)
    print(await asyncio.gather(asyncio.to_thread(blocking, 3), asyncio.to_thread(blocking, 1), ticks(4)))
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2) as pool:
        print(await asyncio.gather(*[loop.run_in_executor(pool, pow, 2, k) for k in range(5)]))
    seen = []

    def outside():
        future = asyncio.run_coroutine_threadsafe(ticks(3), loop)
        seen.append(future.result(timeout=30))
        loop.call_soon_threadsafe(done.set)
        bad = asyncio.run_coroutine_threadsafe(asyncio.sleep(60), loop)
        bad.cancel()
        seen.append(bad.cancelled())

    done = asyncio.Event()
    t = threading.Thread(target=outside)
    t.start()
    await done.wait()
    await asyncio.to_thread(t.join)
    print(seen)
    try:
        await asyncio.wait_for(asyncio.sleep(60), 0.02)
    except TimeoutError as e:
        print('TimeoutError', e)
    queue = asyncio.Queue()
    threading.Timer(0.01, lambda: loop.call_soon_threadsafe(queue.put_nowait, 'item')).start()
    print(await queue.get())


asyncio.run(main())

# a loop in another thread
def run_loop():
    results.append(asyncio.run(ticks(2)))


results = []
run(*[run_loop] * 3)
print(results)


def square(n):
    if n == 3:
        raise ValueError(n)
    time.sleep(0.002 * (5 - n))
    return n * n


with ThreadPoolExecutor(3, thread_name_prefix='pool') as pool:
    futures = {pool.submit(square, n): n for n in range(5)}
    out = {}
    for f in as_completed(futures):
        out[futures[f]] = f.result() if not f.exception() else repr(f.exception())
    print(sorted(out.items()))
    print(list(pool.map(lambda n: n + 1, range(6))))
    slow = pool.submit(time.sleep, 0.01)
    ready, waiting = wait([slow], timeout=30)
    print(len(ready), len(waiting))
    print(pool.submit(lambda: threading.current_thread().name.startswith('pool_')).result())
try:
    pool.submit(print)
except RuntimeError as e:
    print(e)
