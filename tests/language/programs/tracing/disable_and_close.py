# Generators that are closed under a tool; DISABLE, and what brings events back.
import sys
m = sys.monitoring
E = m.events
log = []
def g():
    yield 1
    yield 2
def g2():
    try: yield 1
    finally: log.append('fin')
def g3():
    yield from g()
for names in 'PY_THROW', 'PY_UNWIND', 'PY_THROW PY_UNWIND', 'RAISE', 'RAISE PY_THROW', 'PY_UNWIND RAISE', 'LINE PY_THROW', 'EXCEPTION_HANDLED', 'RERAISE':
    for gen in g, g2, g3:
        for local in 0, 1:
            log.clear()
            m.use_tool_id(1, 'x')
            for n in names.split(): m.register_callback(1, getattr(E, n), (lambda n: lambda c, *a: log.append((n, c.co_name, a[0])))(n))
            x = gen(); next(x)
            m.set_events(1, sum(getattr(E, n) for n in names.split()))
            if local: del x
            else: x.close()
            m.set_events(1, 0)
            m.free_tool_id(1)
            print(names, gen.__name__, local, [l for l in log if l == 'fin' or l[1] != '<module>'])
# DISABLE and what brings events back
def f(n):
    x = 0
    for i in range(n):
        if i & 1:
            x += len([i])
        else:
            x -= 1
    return x
def h(): return f(2)
def say(title):
    print(title, len(log), log[:14])
    log.clear()
for names in 'CALL', 'LINE', 'BRANCH_LEFT', 'BRANCH_RIGHT', 'INSTRUCTION', 'PY_START', 'PY_RETURN', 'JUMP', 'CALL LINE', 'BRANCH_LEFT BRANCH_RIGHT':
    ev = [getattr(E, n) for n in names.split()]
    al = sum(ev)
    m.use_tool_id(1, 'x')
    def cb(n):
        def call(c, *a):
            if c is f.__code__:
                log.append((n[:2], a[0]))
                return m.DISABLE if off else None
        return call
    for n in names.split() + ['C_RETURN', 'C_RAISE']:
        m.register_callback(1, getattr(E, n), cb(n) if n[:2] != 'C_' else lambda c, *a: c is f.__code__ and log.append(('ret', a[0])) and None)
    off = True
    m.set_events(1, al); f(4); say(names + ' first')
    f(4); say('  second')
    m.set_events(1, 0); m.set_events(1, al); f(4); say('  off and on')
    m.set_events(1, 0); f(4); m.set_events(1, al); f(4); say('  off, run, on')
    m.set_events(1, E.PY_YIELD); f(4); m.set_events(1, al | E.PY_YIELD); f(4); say('  another')
    m.set_events(1, ev[0]); f(4); m.set_events(1, al); f(4); say('  one of them')
    m.restart_events(); f(4); say('  restart')
    m.set_local_events(1, f.__code__, al if al & (E.PY_UNWIND - 1) == al else 0); f(4); say('  local too')
    m.set_events(1, 0); f(4); say('  only local')
    m.set_local_events(1, f.__code__, 0); f(4); say('  none')
    m.set_local_events(1, f.__code__, al); f(4); say('  local')
    f(4); say('  local again')
    m.set_local_events(1, f.__code__, 0); m.set_local_events(1, f.__code__, al); f(4); say('  local off and on')
    off = False
    m.set_local_events(1, f.__code__, 0); f(4); m.set_local_events(1, f.__code__, al); f(4); say('  local off, run and on')
    m.set_local_events(1, f.__code__, 0)
    m.free_tool_id(1)
    f(4); say('  freed')
