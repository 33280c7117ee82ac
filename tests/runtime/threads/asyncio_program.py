# asyncio's tools, one after the other, in one thread.
import asyncio
import contextvars


async def tell(name, delay, result=None):
    await asyncio.sleep(delay)
    if isinstance(result, BaseException):
        raise result
    return f'{name} {result}'


async def gathering():
    print(await asyncio.gather(tell('a', 0.1, 1), tell('b', 0.01, 2), tell('c', 0, 3)))
    print(await asyncio.gather(tell('a', 0, KeyError('k')), tell('b', 0, 2), return_exceptions=True))
    try:
        await asyncio.gather(tell('a', 0, ValueError('v')), tell('b', 0.01, 2))
    except ValueError as e:
        print('raised', e)
    for done in asyncio.as_completed([tell('x', 0.2, 1), tell('y', 0.01, 2), tell('z', 0.1, 3)]):
        print('completed', await done)
    tasks = [asyncio.create_task(tell('w', d / 10, d), name=f'task{d}') for d in (4, 1)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print([t.get_name() for t in done], [t.get_name() for t in pending])
    done, pending = await asyncio.wait(pending, timeout=0)
    print(len(done), len(pending))
    print(await tasks[0])


async def groups():
    async with asyncio.TaskGroup() as group:
        first = group.create_task(tell('one', 0.01, 1))
        second = group.create_task(tell('two', 0, 2))
    print(first.result(), second.result())

    async def forever():
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            print('cancelled by the group')
            raise

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(forever())
            group.create_task(tell('bad', 0, OSError('disk')))
            group.create_task(tell('worse', 0, ValueError('value')))
    except* OSError as e:
        print('os', e.exceptions)
    except* ValueError as e:
        print('value', e.exceptions)


async def limits():
    try:
        async with asyncio.timeout(0.01) as limit:
            await asyncio.sleep(100)
    except TimeoutError:
        print('timeout', limit.expired())
    try:
        await asyncio.wait_for(asyncio.sleep(100), 0.01)
    except TimeoutError as e:
        print('wait_for', type(e).__name__)
    async with asyncio.timeout(10) as limit:
        limit.reschedule(None)
        print(limit.when(), limit)
    event = asyncio.Event()
    task = asyncio.create_task(event.wait())
    try:
        await asyncio.wait_for(asyncio.shield(task), 0.001)
    except TimeoutError:
        event.set()
        print('shield', task.cancelled(), await task)

    async def stubborn():
        for _ in range(2):
            try:
                await asyncio.sleep(100)
            except asyncio.CancelledError as e:
                print('caught', e.args, asyncio.current_task().cancelling())
                asyncio.current_task().uncancel()
        return 'finished'

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel('first')
    await asyncio.sleep(0)
    task.cancel('second')
    print(await task)
    task = asyncio.create_task(asyncio.sleep(100))
    await asyncio.sleep(0)
    task.cancel('third')
    try:
        await task
    except asyncio.CancelledError as e:
        print(e.args, task.cancelled(), task.done())


async def queues():
    queue, log = asyncio.Queue(2), []

    async def produce():
        for i in range(6):
            await queue.put(i)
            log.append(f'+{i}')
        await queue.join()
        log.append('joined')

    async def consume():
        while True:
            item = await queue.get()
            log.append(f'-{item}')
            await asyncio.sleep(0)
            queue.task_done()

    consumers = [asyncio.create_task(consume()) for _ in range(2)]
    await produce()
    for c in consumers:
        c.cancel()
    print(' '.join(log))
    for kind in (asyncio.PriorityQueue, asyncio.LifoQueue):
        q = kind()
        for x in (3, 1, 2):
            q.put_nowait(x)
        print([q.get_nowait() for _ in range(3)], q.empty())
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as e:
        print(repr(e))


async def locks():
    lock, log = asyncio.Lock(), []

    async def worker(n):
        for _ in range(2):
            async with lock:
                log.append(n)
                await asyncio.sleep(0)

    await asyncio.gather(*map(worker, 'abc'))
    print(''.join(log), lock.locked())
    semaphore, most, now = asyncio.Semaphore(2), 0, 0

    async def limited():
        nonlocal most, now
        async with semaphore:
            now += 1
            most = max(most, now)
            await asyncio.sleep(0.001)
            now -= 1

    await asyncio.gather(*(limited() for _ in range(6)))
    print('at most', most)
    condition, ready = asyncio.Condition(), []

    async def waiter(n):
        async with condition:
            await condition.wait_for(lambda: n in ready)
            return n

    tasks = [asyncio.create_task(waiter(n)) for n in range(3)]
    for n in (2, 0, 1):
        await asyncio.sleep(0)
        async with condition:
            ready.append(n)
            condition.notify_all()
    print(await asyncio.gather(*tasks))
    barrier = asyncio.Barrier(3)
    print(sorted(await asyncio.gather(*(barrier.wait() for _ in range(3)))), barrier.n_waiting)
    try:
        lock.release()
    except RuntimeError as e:
        print(e)


var = contextvars.ContextVar('var', default='unset')


async def contexts():
    var.set('main')

    async def child(value):
        before = var.get()
        var.set(value)
        await asyncio.sleep(0)
        return before, var.get()

    print(await asyncio.gather(child('x'), child('y')), var.get())
    context = contextvars.copy_context()
    print(await asyncio.create_task(child('z'), context=context), context[var], var.get())


async def calls():
    loop, log = asyncio.get_running_loop(), []
    loop.call_later(0.1, log.append, 'later 2')
    loop.call_later(0.01, log.append, 'later 1')
    loop.call_at(loop.time() + 0.2, log.append, 'at')
    loop.call_soon(log.append, 'soon')
    loop.call_later(0.005, log.append, 'never').cancel()
    future = loop.create_future()
    future.add_done_callback(lambda f: log.append(f'done {f.result()}'))
    loop.call_later(0.3, future.set_result, 42)
    print(await future)
    await asyncio.sleep(0)
    print(log)
    try:
        future.set_result(1)
    except asyncio.InvalidStateError as e:
        print(type(e).__name__)
    failures = []
    loop.set_exception_handler(lambda loop, context: failures.append((context['message'][:21], context['exception'])))
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    print(failures)
    loop.set_exception_handler(None)


async def generators():
    async def count(n):
        try:
            for i in range(n):
                await asyncio.sleep(0)
                yield i
        finally:
            print('closed')

    print([i async for i in count(3) if i != 1])
    async for i in count(10):
        if i == 2:
            break
    agen = count(5)
    print(await anext(agen))
    await agen.aclose()

    class Manager:
        async def __aenter__(self):
            await asyncio.sleep(0)
            return 'in'

        async def __aexit__(self, *exc):
            await asyncio.sleep(0)
            print('out', exc[0])
            return True

    async with Manager() as m:
        print(m)
        raise KeyError


async def failing():
    raise ZeroDivisionError('in the main coroutine')


for f in (gathering, groups, limits, queues, locks, contexts, calls, generators):
    print('--', f.__name__)
    asyncio.run(f())
try:
    asyncio.run(failing())
except ZeroDivisionError as e:
    print(e)
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
with asyncio.Runner() as runner:
    print(runner.run(tell('runner', 0, 1)), runner.run(tell('runner', 0, 2)))


async def nested():
    coroutine = tell('x', 0)
    try:
        asyncio.run(coroutine)
    except RuntimeError as e:
        print(e)
    coroutine.close()


asyncio.run(nested())
