# Callbacks that run the very code they are told of: its return is not lost.
import sys
m = sys.monitoring
E = m.events
log = []
def ours(name):
    return name.startswith('f') and name[1:].isdigit()
def prof(fr, ev, arg):
    if fr.f_code is ours.__code__: log.append((ev, getattr(arg, '__name__', arg)))
    ours(fr.f_code.co_name)
def cb(code, *a):
    ours(code.co_name)
def f1():
    a = ours('f1')
    b = ours('zz')
    return a
for ev in (E.CALL, E.PY_START, E.PY_START | E.CALL, E.PY_RETURN, E.INSTRUCTION, E.LINE):
    m.use_tool_id(0, 't')
    for e in (E.CALL, E.C_RETURN, E.PY_START, E.PY_RETURN, E.LINE, E.INSTRUCTION): m.register_callback(0, e, cb)
    sys.setprofile(prof)
    m.set_events(0, ev)
    f1()
    m.set_events(0, 0)
    sys.setprofile(None)
    m.free_tool_id(0)
    print(ev, len(log), log)
    log.clear()
