# sys.call_tracing() in a hook: what has never run before is traced too.
import sys
ev = []
def g(x):
    y = x
    return y
def tr(fr, e, a):
    ev.append((e, fr.f_code.co_name))
    if fr.f_code.co_name == 'f' and e == 'line' and not deep:
        deep.append(1)
        print(sys.call_tracing(g, (1,)))
    return tr
def f():
    return 1
deep = []
sys.settrace(tr); f(); sys.settrace(None)
print(ev); ev.clear()
deep.clear()
sys.settrace(tr); g(0); f(); sys.settrace(None)
print(ev); ev.clear()
deep.clear()
def prof(fr, e, a):
    ev.append((e, fr.f_code.co_name))
    if fr.f_code.co_name == 'f' and e == 'call' and not deep:
        deep.append(1)
        print(sys.call_tracing(g, (1,)))
sys.setprofile(prof); f(); sys.setprofile(None)
print(ev); ev.clear()
m = sys.monitoring; E = m.events
m.use_tool_id(0, 'x')
def cb(c, l):
    ev.append((c.co_name, l - c.co_firstlineno))
    if len(ev) == 1: print(sys.call_tracing(g, (1,)))
m.register_callback(0, E.LINE, cb)
m.set_local_events(0, f.__code__, E.LINE)
m.set_local_events(0, g.__code__, E.LINE)
f()
print(ev)
