# DISABLE: how a call ends that is told of no more, for one tool and for two; STOP_ITERATION is disabled at its
# place, where the end of an iteration is told of.
import sys
m = sys.monitoring
E = m.events
def f(a):
    len(a)
    try:
        int('x')
    except ValueError:
        pass
    print()
def run(label, tools):
    g = type(f)(f.__code__.replace(co_name=label), globals())
    got=[]
    for t in tools:
        m.use_tool_id(t, 't%d' % t)
        for e in (E.C_RETURN, E.C_RAISE, E.CALL):
            def cb(c, off, fn, arg, t=t, e=e):
                got.append((t, e, off))
                if e == E.CALL and t == 0: return m.DISABLE
            m.register_callback(t, e, cb)
    for t in tools: m.set_local_events(t, g.__code__, E.CALL)
    g('a')
    print(label, got)
    got.clear()
    g('a')
    print(label, got)
    for t in tools:
        m.set_local_events(t, g.__code__, 0)
        m.free_tool_id(t)
    m.use_tool_id(0, 't')
    m.restart_events()
    m.free_tool_id(0)
run('one', [0])
run('two', [0,1])
run('two', [0,3])


def g(): return (yield 1)
def f():
    for k in range(3):
        x = yield from g()
def h():
    it = iter([])
    for k in range(2):
        try: next(it)
        except StopIteration: pass
for how in 0, 1:
    m.use_tool_id(0, 't')
    got = []
    def cb(c, o, e):
        got.append((c.co_name, o, repr(e)))
        return m.DISABLE
    m.register_callback(0, E.STOP_ITERATION, cb)
    m.register_callback(0, E.RAISE, lambda *a: got.append(('raise', a[1])))
    if how: m.set_events(0, E.STOP_ITERATION | E.RAISE)
    else: m.set_local_events(0, f.__code__, E.STOP_ITERATION)
    try:
        list(f())
        list(f())
        h()
    except Exception as e: print(e)
    m.restart_events()
    list(f())
    m.set_events(0, 0); m.set_local_events(0, f.__code__, 0)
    m.free_tool_id(0)
    print(got)
