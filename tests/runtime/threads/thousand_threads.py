# A thousand threads that live at the same time.
import threading

started = threading.Semaphore(0)
go = threading.Event()
total = 0
lock = threading.Lock()
local = threading.local()


def work(k):
    global total
    local.k = k
    started.release()
    go.wait()
    with lock:
        total += local.k


threads = [threading.Thread(target=work, args=(k,), name=f'w{k}') for k in range(1000)]
for t in threads:
    t.start()
for _ in threads:
    started.acquire()
print(threading.active_count(), len({t.ident for t in threads}), total)
go.set()
for t in threads:
    t.join()
print(threading.active_count(), total == sum(range(1000)), any(t.is_alive() for t in threads))
