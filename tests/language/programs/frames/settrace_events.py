import sys
log = []
def tracer(frame, event, arg):
    if frame.f_code.co_filename != __file__ or frame.f_code.co_name in ("<module>",): return None
    extra = arg if event == "return" and not hasattr(arg, "send") else arg[0].__name__ if event == "exception" else ""
    log.append(f"{event}:{frame.f_code.co_name}:{frame.f_lineno - frame.f_code.co_firstlineno}:{extra}")
    return tracer
def run(f, *a):
    sys.settrace(tracer)
    try: r = f(*a)
    except Exception as e: r = e
    finally: sys.settrace(None)
    print(*log, "=>", r if not hasattr(r, "send") else "gen"); log.clear()
def simple(x):
    y = x + 1
    if y > 2:
        z = "big"
    else:
        z = "small"
    return z
def loop(n):
    t = 0
    for i in range(n):
        t += i
        if t > 1: break
    else:
        t = -1
    while t > 0:
        t -= 1
    return t
def exc():
    try:
        1 / 0
    except ZeroDivisionError as e:
        return str(e)
    finally:
        x = 1
def raiser(): raise KeyError("k")
def nested():
    try: raiser()
    except KeyError: pass
    return [i * 2 for i in range(2)]
def gen():
    yield 1
    yield 2
def use_gen(): return list(gen())
def withs():
    import contextlib
    with contextlib.nullcontext(5) as v:
        w = v
    return w
def multi(a,
          b=2):
    return (a +
            b)
def lam(): return (lambda q: q + 1)(1)
def cls():
    class A:
        x = 1
        def m(self): return self.x
    return A().m()
for f, *a in [(simple, 1), (simple, 5), (loop, 2), (loop, 5), (exc,), (raiser,), (nested,), (use_gen,), (withs,), (multi, 1), (lam,), (cls,)]: run(f, *a)
