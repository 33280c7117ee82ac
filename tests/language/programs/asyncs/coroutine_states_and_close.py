import inspect, warnings
class P:
    def __await__(self):
        try: yield "paused"
        except GeneratorExit: print("awaitable closed"); raise
        finally: print("awaitable fin")
async def f(log):
    try: await P(); log.append("resumed")
    except ValueError as e: log.append(e); return "handled"
    finally: log.append("finally")
def state(c): return inspect.getcoroutinestate(c), c.cr_running, c.cr_suspended
log = []
c = f(log); print(state(c), c.send(None), state(c), c.cr_await is not None, c.cr_frame.f_lineno - c.cr_code.co_firstlineno)
try: c.throw(ValueError("thrown"))
except StopIteration as e: print(e.value, state(c), log)
log.clear(); c = f(log); c.send(None); c.close(); print(log, state(c))
log.clear(); c = f(log); c.close(); print(log, state(c))
c = f(log)
try: c.throw(KeyError("before start"))
except KeyError as e: print(e, state(c))
async def bad_close():
    try: await P()
    except GeneratorExit: await P()
c = bad_close(); c.send(None)
try: c.close()
except RuntimeError as e: print(e)
with warnings.catch_warnings():
    warnings.simplefilter("ignore"); del c
async def me():
    try: co.send(None)
    except ValueError as e: return str(e)
co = me()
try: co.send(None)
except StopIteration as e: print(e.value)
async def wrapped(): return await f([])
w = wrapped(); print(w.send(None), w.cr_await.__name__, w.cr_await.cr_await is not None); w.close()
for bad in (lambda: f(), lambda: c2.send("x"), lambda: type(w)(), lambda: (lambda: w())(), lambda: len(w), lambda: w.cr_frame, lambda: w.send(None)):
    c2 = f([])
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
    c2.close()
print(inspect.iscoroutinefunction(f), inspect.iscoroutine(w), hasattr(w, "__await__"), type(w.__await__()).__name__, hasattr(w, "__iter__"), inspect.isawaitable(P()))
