from contextlib import suppress, contextmanager, ExitStack, closing, redirect_stdout, nullcontext
import io
with suppress(KeyError, ZeroDivisionError):
    {}["x"]
    print("not reached")
with suppress(ValueError):
    raise ExceptionGroup("g", [ValueError(1)])
try:
    with suppress(ValueError):
        raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
except ExceptionGroup as e:
    print(e.exceptions)
@contextmanager
def cm(name):
    print("enter", name)
    try:
        yield name.upper()
    except ValueError as e:
        print("saw", e)
    finally:
        print("leave", name)
with cm("a") as v:
    print(v)
with cm("b"):
    raise ValueError("oops")
try:
    with cm("c"):
        raise KeyError("k")
except KeyError as e:
    print("passed", e)
@contextmanager
def twice():
    yield 1
    yield 2
@contextmanager
def never():
    if False: yield
@contextmanager
def swallow():
    try: yield
    except BaseException: pass
    yield "again"
for f, body in [(twice, None), (never, None), (swallow, KeyError)]:
    try:
        with f():
            if body: raise body("in body")
    except Exception as e:
        print(type(e).__name__, e)
with ExitStack() as st:
    st.enter_context(cm("s1"))
    st.callback(print, "callback", 1)
    st.push(lambda t, v, tb: print("push saw", t) or True)
    st.enter_context(cm("s2"))
    raise RuntimeError("in stack")
@cm("deco")
def decorated(x): return x * 2
print(decorated(4), decorated(5))
buf = io.StringIO()
with redirect_stdout(buf): print("hidden")
print(repr(buf.getvalue()))
with closing(io.StringIO("q")) as s: print(s.read())
print(s.closed, nullcontext(7).__enter__())
@contextmanager
def stopper(): yield
try:
    with stopper(): raise StopIteration("si")
except StopIteration as e: print("StopIteration through", e)
