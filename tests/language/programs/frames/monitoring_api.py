import sys
m = sys.monitoring
E = m.events
m.use_tool_id(3, "test")
print(m.get_tool(3), E.LINE, E.CALL, E.PY_START, E.NO_EVENTS, m.DISABLE is not None)
try: m.use_tool_id(3, "again")
except ValueError as e: print(e)
log = []
def f(x):
    y = 0
    for i in range(x):
        y += i
    if y > 2: raise ValueError("big")
    return y
def rel(code, line): return line - f.__code__.co_firstlineno
m.register_callback(3, E.PY_START, lambda code, off: log.append(("start", code.co_name)))
m.register_callback(3, E.PY_RETURN, lambda code, off, val: log.append(("return", val)))
m.register_callback(3, E.LINE, lambda code, line: log.append(("line", rel(code, line))))
m.register_callback(3, E.RAISE, lambda code, off, exc: log.append(("raise", type(exc).__name__)))
m.register_callback(3, E.PY_UNWIND, lambda code, off, exc: log.append(("unwind", type(exc).__name__)))
m.register_callback(3, E.CALL, lambda code, off, fn, a0: log.append(("call", getattr(fn, "__name__", fn), a0 if isinstance(a0, (int, str)) else "-")))
m.register_callback(3, E.JUMP, lambda code, off, dest: log.append("jump"))
m.set_local_events(3, f.__code__, E.PY_START | E.PY_RETURN | E.LINE | E.CALL)
f(2); print(log); log.clear()
m.set_local_events(3, f.__code__, E.LINE); m.set_events(3, E.RAISE | E.PY_UNWIND)
try: f(4)
except ValueError: pass
m.set_events(3, 0); print(log); log.clear()
m.register_callback(3, E.LINE, lambda code, line: log.append(rel(code, line)) or m.DISABLE)
f(3) if False else None
try: f(3)
except ValueError: pass
print(log); log.clear()
f(1); print("second run", log); m.restart_events(); log.clear(); f(1); print("restarted", log)
print(m.get_local_events(3, f.__code__), m.get_events(3))
m.set_local_events(3, f.__code__, 0); m.register_callback(3, E.LINE, None); m.free_tool_id(3); print(m.get_tool(3))
for bad in (lambda: m.set_events(3, 1), lambda: m.use_tool_id(9, "x"), lambda: m.use_tool_id(1, 5), lambda: m.register_callback(0, 3, None), lambda: m.set_local_events(0, 5, 1)):
    try: bad()
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
