# Producers and consumers over bounded, unbounded and simple queues: every item arrives once.
import queue
import threading

END = object()


def run(q, producers, consumers, items):
    got = [[] for _ in range(consumers)]

    def produce(first):
        for i in range(first, items, producers):
            q.put(i)

    def consume(mine):
        while (item := q.get()) is not END:
            mine.append(item)

    makers = [threading.Thread(target=produce, args=(k,)) for k in range(producers)]
    takers = [threading.Thread(target=consume, args=(mine,)) for mine in got]
    for t in makers + takers:
        t.start()
    for t in makers:
        t.join()
    for _ in takers:
        q.put(END)
    for t in takers:
        t.join()
    everything = sorted(i for mine in got for i in mine)
    print(type(q).__name__, everything == list(range(items)), q.qsize())


run(queue.Queue(10), 4, 4, 40_000)
run(queue.Queue(), 3, 2, 20_000)
run(queue.SimpleQueue(), 4, 4, 40_000)
run(queue.LifoQueue(5), 2, 3, 5_000)
