# Push-style coroutines by send().
import functools
def coroutine(f):
    @functools.wraps(f)
    def start(*a, **k):
        g = f(*a, **k)
        next(g)
        return g
    return start
@coroutine
def grep(pat, target):
    try:
        while True:
            line = yield
            if pat in line: target.send(line)
    except GeneratorExit:
        print("grep closing")
        target.close()
@coroutine
def upper(target):
    while True:
        target.send((yield).upper())
@coroutine
def sink(out):
    n = 0
    try:
        while True:
            out.append((n, (yield)))
            n += 1
    finally:
        print("sink saw", n)
@coroutine
def broadcast(*targets):
    while True:
        x = yield
        for t in targets: t.send(x)
out1, out2 = [], []
s2 = sink(out2)
p = broadcast(grep("a", upper(sink(out1))), s2)
for w in "apple sky banana fog".split(): p.send(w)
print(out1, out2)
s2.close()
try:
    p.send("after close")
except RuntimeError as e:
    print(e)
@coroutine
def averager():
    total = n = 0
    avg = None
    while True:
        x = yield avg
        if x is None: return total, n
        total += x; n += 1
        avg = total / n
a = averager()
print(a.send(10), a.send(20), a.send(33))
try:
    a.send(None)
except StopIteration as e:
    print(e.value)
@coroutine
def machine():
    state = "idle"
    while True:
        cmd = yield state
        match state, cmd:
            case "idle", "go": state = "running"
            case "running", "stop": state = "idle"
            case "running", "pause": state = "paused"
            case "paused", "go": state = "running"
            case _, other: state = f"error({other})" if other != "reset" else "idle"
m = machine()
print([m.send(c) for c in ("go", "pause", "go", "stop", "stop", "reset", "go")])
