# Callbacks of monitoring tools near the recursion limit: what fails there is raised, and handled, as in CPython.
import sys
m = sys.monitoring
E = m.events
log = []
maxd = 0
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError as e:
        return str(e)
def inner(): return 1
def cb0(*a): log.append(a[1:] if not isinstance(a[1], int) else a[1])
def cb1(*a):
    inner(); log.append(a[1])
for cb in cb0, cb1:
  for names in 'LINE', 'CALL', 'PY_START', 'INSTRUCTION', 'RAISE', 'EXCEPTION_HANDLED', 'PY_RETURN', 'PY_UNWIND', 'CALL INSTRUCTION', 'LINE CALL INSTRUCTION PY_START PY_RETURN RAISE RERAISE EXCEPTION_HANDLED PY_UNWIND':
    m.use_tool_id(0, 'x')
    for n in names.split(): m.register_callback(0, getattr(E, n), (lambda n: lambda c, *a: c is depth.__code__ and (cb(c, *a), log.append(n)))(n))
    sys.setrecursionlimit(30)
    log.clear()
    m.set_events(0, sum(getattr(E, n) for n in names.split()))
    try: r = depth(0)
    except BaseException as e: r = repr(e)
    m.set_events(0, 0)
    sys.setrecursionlimit(1000)
    m.free_tool_id(0)
    print(cb.__name__, names, len(log), r)
    print('  ', *log[:20], '...', *log[-70:])
