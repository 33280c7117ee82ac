# Signals that are blocked wait, and come when they no longer are.
import signal
from signal import SIG_BLOCK, SIG_SETMASK, SIG_UNBLOCK, SIGINT, SIGUSR1, SIGUSR2

came = []


def mask(*args):
    try:
        print(*sorted(signal.pthread_sigmask(*args)), "waiting:", *sorted(signal.sigpending()), "came:", came)
    except BaseException as e:
        print(type(e).__name__, e if not isinstance(e, OSError) else e.errno is not None, "waiting:", *signal.sigpending())


def send(*numbers):
    for number in numbers:
        signal.raise_signal(number)
    print("waiting:", *sorted(signal.sigpending()), "came:", came)


def note(number, frame):
    came.append((int(number), frame.f_code.co_name))


print(list(signal.Sigmasks), signal.pthread_sigmask.__text_signature__, signal.sigpending.__text_signature__)
for number in SIGUSR1, SIGUSR2:
    signal.signal(number, note)
send(SIGUSR1)
mask(SIG_BLOCK, [SIGUSR1])
send(SIGUSR1, SIGUSR1, SIGUSR2)
mask(SIG_BLOCK, (SIGUSR2,))
send(SIGUSR2)
mask(SIG_UNBLOCK, {SIGUSR1})
mask(SIG_SETMASK, iter([SIGUSR1]))
send(SIGUSR1)
mask(SIG_SETMASK, [])
mask(SIG_BLOCK, [signal.SIGKILL, signal.SIGSTOP])
mask(SIG_BLOCK, range(1, 5))
mask(SIG_SETMASK, signal.valid_signals())
mask(SIG_SETMASK, [])
for args in (), (1,), (9, []), ("x", []), (SIG_BLOCK, 5), (SIG_BLOCK, [0]), (SIG_BLOCK, [65]), (SIG_BLOCK, [-1]), (SIG_BLOCK, [2**70]), (SIG_BLOCK, ["x"]):
    mask(*args)
# what the handler is when it comes
mask(SIG_BLOCK, [SIGUSR1, SIGINT])
signal.signal(SIGUSR1, signal.SIG_IGN)
signal.raise_signal(SIGUSR1)
mask(SIG_BLOCK, [])
signal.signal(SIGUSR1, note)
mask(SIG_UNBLOCK, [SIGUSR1])


def fail(number, frame):
    raise KeyError(number)


signal.signal(SIGUSR1, fail)
mask(SIG_BLOCK, [SIGUSR1])
signal.raise_signal(SIGUSR1)
mask(SIG_UNBLOCK, [SIGUSR1])
signal.raise_signal(SIGINT)
mask(SIG_UNBLOCK, [SIGINT])
mask(SIG_SETMASK, [])
