# since 3.12
# asyncio with signals, descriptors, streams, debug mode and eager tasks.
import asyncio
import os
import signal
import socket
import threading
import warnings


async def signals():
    loop, got = asyncio.get_running_loop(), asyncio.Queue()
    loop.add_signal_handler(signal.SIGUSR1, got.put_nowait, 'usr1')
    os.kill(os.getpid(), signal.SIGUSR1)
    print(await got.get())
    # the only thread waits, and the signal comes from another one
    threading.Timer(0.01, signal.raise_signal, [signal.SIGUSR1]).start()
    print(await got.get(), loop.remove_signal_handler(signal.SIGUSR1), loop.remove_signal_handler(signal.SIGUSR1))


async def interrupted():
    loop = asyncio.get_running_loop()
    loop.call_later(0.01, signal.raise_signal, signal.SIGINT)
    try:
        await asyncio.sleep(1000)
    except asyncio.CancelledError:
        print('cancelled by Ctrl-C')
        raise


async def handled():
    task = asyncio.current_task()
    asyncio.get_running_loop().call_soon(signal.raise_signal, signal.SIGINT)
    try:
        await asyncio.sleep(1000)
    except asyncio.CancelledError:
        print('handled', task.cancelling(), task.uncancel())
    return 'result'


async def descriptors():
    loop, got = asyncio.get_running_loop(), asyncio.Queue()
    a, b = socket.socketpair()
    for s in (a, b):
        s.setblocking(False)
    loop.add_reader(b, lambda: got.put_nowait(b.recv(100)))
    await loop.sock_sendall(a, b'to a reader')
    print(await got.get(), loop.remove_reader(b), loop.remove_reader(b))
    sending = asyncio.create_task(loop.sock_sendall(b, b'x' * 500_000 + b'.'))
    size = 0
    while True:
        part = await loop.sock_recv(a, 30_000)
        size += len(part)
        if part.endswith(b'.'):
            break
    await sending
    print(size)
    a.close()
    b.close()


async def streams():
    a, b = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=a)
    other_reader, other_writer = await asyncio.open_connection(sock=b)

    async def echo():
        async for line in other_reader:
            other_writer.write(line.upper())
            await other_writer.drain()
        other_writer.close()

    task = asyncio.create_task(echo())
    for line in (b'one\n', b'two\n'):
        writer.write(line)
        print(await reader.readline())
    writer.writelines([b'thr', b'ee;fo', b'ur\n'])
    print(await reader.readuntil(b';'), await reader.readexactly(3))
    writer.write_eof()
    await task
    print(await reader.read(), reader.at_eof())
    try:
        await reader.readexactly(2)
    except asyncio.IncompleteReadError as e:
        print(e)
    writer.close()
    await writer.wait_closed()
    print(writer.is_closing())


async def eager():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    log = []

    async def child(n):
        log.append(f'{n} begins')
        if n:
            await asyncio.sleep(0)
        log.append(f'{n} ends')
        return n

    tasks = [asyncio.create_task(child(n)) for n in (0, 1)]
    log.append('created')
    print([t.done() for t in tasks], await asyncio.gather(*tasks), log)


async def debug():
    loop = asyncio.get_running_loop()
    print(loop.get_debug())
    loop.slow_callback_duration = 1000
    try:
        loop.call_soon(debug)
    except TypeError as e:
        print(e)
    thread = threading.Thread(target=wrong_thread, args=[loop])
    thread.start()
    thread.join()


def wrong_thread(loop):
    try:
        loop.call_soon(print)
    except RuntimeError as e:
        print(e)


async def never_awaited():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        never_awaited()
    print([str(w.message) for w in caught])


for f in (signals, descriptors, streams, eager, never_awaited):
    print('--', f.__name__)
    asyncio.run(f())
print('-- debug')
asyncio.run(debug(), debug=True)
print('-- interrupts')
try:
    asyncio.run(interrupted())
except KeyboardInterrupt:
    print('KeyboardInterrupt')
print(asyncio.run(handled()), signal.getsignal(signal.SIGINT) is signal.default_int_handler)
