# Chains of delegating generators far deeper than any C stack: next, throw, close and deallocation.
import sys

sys.setrecursionlimit(10**6)
N = 20_000


def chain(n, log=None):
    if n:
        try:
            return (yield from chain(n - 1, log))
        finally:
            if log is not None:
                log.append(n)
    try:
        got = yield "first"
        yield got
    except KeyError as e:
        yield f"caught {e}"
    return "end"


g = chain(N)
print(next(g), g.send("sent"))
try:
    next(g)
except StopIteration as e:
    print(e.value)
g = chain(N)
next(g)
print(g.throw(KeyError("k")))
g = chain(N)
next(g)
try:
    g.throw(ValueError("v"))
except ValueError as e:
    print(repr(e), g.gi_frame)
log = []
g = chain(10, log)
next(g)
g.close()
print(log)


class Stubborn:
    def __init__(self, n):
        self.n = n

    def run(self):
        try:
            yield 1
        except GeneratorExit:
            if self.n == 0:
                raise
            if self.n == 1:
                yield 2
            if self.n == 2:
                raise ValueError("at close")
            if self.n == 3:
                return 7


def around(inner, log):
    try:
        r = yield from inner
        log.append(("result", r))
    except BaseException as e:
        log.append((type(e).__name__, str(e)))
        raise


for n in range(4):
    log = []
    g = around(around(Stubborn(n).run(), log), log)
    next(g)
    try:
        print(n, g.close(), log)
    except Exception as e:
        print(n, repr(e), repr(e.__context__), log)
    log = []
    g = around(around(Stubborn(n).run(), log), log)
    next(g)
    try:
        print(n, g.throw(GeneratorExit), log)
    except BaseException as e:
        print(n, repr(e), repr(e.__context__), log)


class Own:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def close(self):
        print("own close", g.gi_running)


g = around(around(Own(), []), [])
next(g)
g.close()


def looks_up():
    try:
        yield
    finally:
        try:
            next(g)
        except ValueError as e:
            print(e)


g = around(around(looks_up(), []), [])
next(g)
g.close()
