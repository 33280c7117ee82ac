# Locks of every kind, held across many switches: counters lose nothing, nobody waits for ever.
import threading
import time
from together import run

N = 40


def race(lock, times):
    state = {'inside': 0, 'most': 0, 'count': 0}

    def work():
        for i in range(times):
            with lock:
                state['inside'] += 1
                state['most'] = max(state['most'], state['inside'])
                count = state['count']
                if i % 7 == 0:
                    time.sleep(0)
                state['count'] = count + 1
                state['inside'] -= 1

    run(*[work] * N)
    return state['count'] == N * times, state['most']


print('Lock', race(threading.Lock(), 200))
print('RLock', race(threading.RLock(), 200))
print('Condition', race(threading.Condition(), 100))
print('Semaphore', race(threading.Semaphore(1), 100))

# at most three inside
semaphore = threading.BoundedSemaphore(3)
inside, most = 0, 0
guard = threading.Lock()


def enter():
    global inside, most
    for _ in range(20):
        with semaphore:
            with guard:
                inside += 1
                most = max(most, inside)
            time.sleep(0)
            with guard:
                inside -= 1


run(*[enter] * 10)
print('BoundedSemaphore', inside, 1 <= most <= 3)

# a baton goes round: every wake-up must arrive
turns = [threading.Semaphore(0) for _ in range(N)]
path = []


def pass_on(k):
    for _ in range(50):
        turns[k].acquire()
        path.append(k)
        turns[(k + 1) % N].release()


threads = [threading.Thread(target=pass_on, args=(k,)) for k in range(N)]
for t in threads:
    t.start()
turns[0].release()
for t in threads:
    t.join()
print('baton', path == list(range(N)) * 50)

# ping-pong over a condition, with timeouts that never run out
condition = threading.Condition()
turn = 0


def play(me):
    global turn
    for _ in range(500):
        with condition:
            if not condition.wait_for(lambda: turn % 2 == me, timeout=60):
                print('lost wake-up', me)
                return
            turn += 1
            condition.notify_all()


run(lambda: play(0), lambda: play(1))
print('ping-pong', turn)

barrier = threading.Barrier(8)
rounds = []


def rendezvous():
    for r in range(20):
        if barrier.wait() == 0:
            rounds.append(r)
        barrier.wait()


run(*[rendezvous] * 8)
print('barrier', rounds == list(range(20)))

# dining philosophers who take the lower fork first
forks = [threading.Lock() for _ in range(5)]
meals = [0] * 5


def dine(k):
    a, b = sorted((k, (k + 1) % 5))
    for _ in range(100):
        with forks[a], forks[b]:
            meals[k] += 1


run(*(lambda k=k: dine(k) for k in range(5)))
print('philosophers', meals)
