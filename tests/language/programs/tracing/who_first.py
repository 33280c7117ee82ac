# Who is told first of an event: the trace function, the profile function, then the monitoring tools, the highest first.
import sys
m = sys.monitoring
E = m.events
log = []
def t(fr, ev, arg):
    if fr.f_code in code_ok: log.append(('T', ev, fr.f_lineno))
    return t
def p(fr, ev, arg):
    if fr.f_code in code_ok: log.append(('P', ev, fr.f_lineno))
def g():
    yield 1
    yield 2
def f(a):
    b = len(a)
    try:
        raise ValueError
    except ValueError:
        pass
    for x in g():
        b += x
    return b
def e():
    raise KeyError
def names(tool):
    def mk(n):
        return lambda c, *a: c in code_ok and log.append((tool, n, c.co_name))
    return mk
code_ok = {f.__code__, g.__code__, e.__code__}
for order in range(2):
    for tool in (0, 3, 5):
        m.use_tool_id(tool, 'x')
        for n in 'PY_START PY_RETURN PY_YIELD PY_RESUME CALL LINE INSTRUCTION RAISE EXCEPTION_HANDLED PY_UNWIND C_RETURN C_RAISE STOP_ITERATION RERAISE'.split():
            m.register_callback(tool, getattr(E, n), names(tool)(n))
        m.set_events(tool, E.PY_START | E.PY_RETURN | E.CALL | E.LINE | E.RAISE | E.EXCEPTION_HANDLED | E.PY_UNWIND | E.PY_YIELD | E.PY_RESUME | (E.INSTRUCTION if tool == 3 else 0) | E.STOP_ITERATION | E.RERAISE)
    if order:
        sys.setprofile(p); sys.settrace(t)
    else:
        sys.settrace(t); sys.setprofile(p)
    f([1])
    try: e()
    except KeyError: pass
    sys.settrace(None); sys.setprofile(None)
    for tool in (0, 3, 5): m.set_events(tool, 0); m.free_tool_id(tool)
    for l in log: print(*l)
    log = []
    print('----')
