# What a traced function costs: microseconds of processor time an iteration of three small loops, with a trace
# function, a profile function, cProfile.
import cProfile
import sys
import time


def lines(n):
    total = 0
    for i in range(n):
        if i & 1:
            total += i
        else:
            total -= 1
    return total


def leaf(a):
    return a + 1


def calls(n):
    x = 0
    for _ in range(n):
        x = leaf(x)
    return x


def builtins(n):
    items = []
    for i in range(n):
        items.append(i)
        len(items)
    return items


def tracer(frame, event, arg):
    return tracer


def profiler(frame, event, arg):
    pass


def settrace():
    sys.settrace(tracer)
    return lambda: sys.settrace(None)


def setprofile():
    sys.setprofile(profiler)
    return lambda: sys.setprofile(None)


def cprofile():
    profile = cProfile.Profile()
    profile.enable()
    return profile.disable


# Until a second is over: the engine of a WebAssembly program compiles what it runs in the meantime.
def measure(attach, function, n):
    best = None
    end = time.perf_counter() + 1
    while best is None or time.perf_counter() < end:
        detach = attach()
        start = time.process_time()
        function(n)
        spent = time.process_time() - start
        detach()
        best = spent if best is None or spent < best else best
    return best / n * 1e6


for attach in settrace, setprofile, cprofile:
    for function in lines, calls, builtins:
        print(attach.__name__, function.__name__, measure(attach, function, 100_000))
