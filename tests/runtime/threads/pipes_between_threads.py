# Reading a pipe that another thread writes: os.read, files, select; and signals that threads send.
import os
import select
import signal
import threading
import time

r, w = os.pipe()
order = []


def write(parts):
    for part in parts:
        time.sleep(0.005)
        order.append('write')
        os.write(w, part)
    os.close(w)


threading.Thread(target=write, args=[[b'abc', b'defg\n', b'h', b'ij']]).start()
print(os.read(r, 3), 'write' in order)
with os.fdopen(r, 'rb') as f:
    print(f.readline(), f.read())

r, w = os.pipe()
threading.Thread(target=write, args=[[b'text\n' * 3]]).start()
with os.fdopen(r) as f:
    for line in f:
        print([line])

r, w = os.pipe()
print(select.select([r], [w], [], 0) == ([], [w], []), select.select([r], [], [], 0.01))
threading.Thread(target=write, args=[[b'selected']]).start()
print(select.select([r], [], []) == ([r], [], []), os.read(r, 100), os.read(r, 100))
os.close(r)

r, w = os.pipe()
os.set_blocking(r, False)
print(os.get_blocking(r), os.get_blocking(w))
try:
    os.read(r, 1)
except BlockingIOError as e:
    print(type(e).__name__)
with open(r, 'rb', buffering=0) as f:
    print(f.read(1))
os.close(w)

# a signal sent by a thread, while the main thread waits for nothing else
done = threading.Event()
signal.signal(signal.SIGUSR1, lambda number, frame: (print('signal', number == signal.SIGUSR1), done.set()))
threading.Timer(0.005, os.kill, [os.getpid(), signal.SIGUSR1]).start()
print(done.wait(60))
lock = threading.Lock()
lock.acquire()
handled = []
signal.signal(signal.SIGUSR1, lambda number, frame: handled.append(threading.current_thread().name))


def disturb():
    for i in range(3):
        os.kill(os.getpid(), signal.SIGUSR1)
        while len(handled) == i:
            time.sleep(0.001)
    lock.release()


thread = threading.Thread(target=disturb)
thread.start()
print(lock.acquire(), handled)
thread.join()
