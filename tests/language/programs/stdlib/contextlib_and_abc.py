from contextlib import *
import contextlib, sys, io
@contextmanager
def tag(n): print(f"<{n}>"); yield n; print(f"</{n}>")
with tag("a") as x, tag("b"): print(x)
@tag("deco")
def f(): print("in f"); return 5
print(f(), f.__name__)
class T(ContextDecorator, AbstractContextManager):
    def __enter__(self): print("T in"); return self
    def __exit__(self, *e): print("T out", e[0]); return False
@T()
def g(): print("g")
g()
with ExitStack() as s:
    vals = [s.enter_context(tag(i)) for i in range(2)]
    s.callback(lambda *a, **k: print("cb", a, k), 1, x=2)
    s.push(T()); saved = s.pop_all(); print("moved", vals)
with saved: print("now")
try:
    with ExitStack() as s:
        s.callback(lambda: 1 / 0); s.callback(lambda: {}["k"])
except ZeroDivisionError as e: print(repr(e), repr(e.__context__))
with suppress(FileNotFoundError, KeyError): {}["x"]
buf = io.StringIO()
with redirect_stdout(buf), redirect_stderr(buf): print("captured"); print("err", file=sys.stderr)
print(buf.getvalue().split(), isinstance(T(), AbstractContextManager))
class D:
    def close(self): print("closed")
with closing(D()) as d, nullcontext() as n: print(n)
@asynccontextmanager
async def ac(n): print("ain", n); yield n; print("aout", n)
async def main():
    async with ac(1) as a, ac(2): print(a)
    async with AsyncExitStack() as st:
        await st.enter_async_context(ac(3)); st.enter_context(tag("sync")); st.push_async_callback(cb)
    async with aclosing(ag()) as it:
        async for v in it: print(v); break
    return "done"
async def cb(): print("async cb")
async def ag():
    try: yield 1; yield 2
    finally: print("ag closed")
def run(c):
    try: c.send(None)
    except StopIteration as e: return e.value
print(run(main()))
for bad in (lambda: ExitStack().enter_context(5), lambda: tag("x").__enter__() and 1, lambda: ExitStack().push(5), lambda: closing(5).__exit__()):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
g = tag("twice"); g.__enter__(); g.__exit__(None, None, None)
try: g.__enter__()
except (RuntimeError, AttributeError) as e: print(e)
with chdir("/"): print("chdir ok")
@contextmanager
def reraiser():
    try: yield
    except ValueError as e: raise KeyError("converted") from e
try:
    with reraiser(): raise ValueError("v")
except KeyError as e: print(repr(e), repr(e.__cause__))
