# sys.monitoring: tools, callbacks, events, DISABLE, restart_events, local events, errors.
import sys

M = sys.monitoring
E = M.events


def t(f, *args):
    try:
        print(f.__name__, args[:2], '->', f(*args))
    except BaseException as e:
        print(f.__name__, args[:2], type(e).__name__, e)


print({k: v for k, v in vars(E).items()})
print(M.DEBUGGER_ID, M.COVERAGE_ID, M.PROFILER_ID, M.OPTIMIZER_ID)
for tool in -1, 6, 10**20, 'x', None, 1.5:
    t(M.use_tool_id, tool, 'name')
    t(M.get_tool, tool)
    t(M.set_events, tool, 0)
    t(M.free_tool_id, tool)
    t(M.clear_tool_id, tool)
t(M.use_tool_id, 0, 1)
t(M.get_events, 0)
t(M.set_events, 0, 1)
t(M.free_tool_id, 0)
t(M.clear_tool_id, 0)
t(M.use_tool_id, 0, 'mine')
t(M.use_tool_id, 0, 'yours')
t(M.get_tool, 0)
for events in -1, 1 << 19, 1 << 30, E.C_RETURN, E.CALL | E.C_RETURN, E.CALL | E.C_RAISE | E.C_RETURN, E.BRANCH, 'x', None, 2**64:
    t(M.set_events, 0, events)
    t(M.get_events, 0)
t(M.set_events, 0, 0)
for event in 0, 3, -1, 1 << 19, E.CALL, E.BRANCH, 'x':
    t(M.register_callback, 0, event, None)
t(M.register_callback, 0, E.CALL, len)
t(M.register_callback, 0, E.CALL, None)
t(M.register_callback, 1, E.CALL, None)
code = t.__code__
t(M.get_local_events, 0, None)
t(M.set_local_events, 0, 1, 2)
for events in E.LINE, E.RAISE, E.STOP_ITERATION, E.PY_UNWIND, E.BRANCH, E.C_RAISE, -1:
    t(M.set_local_events, 0, code, events)
    t(M.get_local_events, 0, code)
t(M.set_local_events, 0, code, 0)
t(M._all_events)

seen = []


def loop(n):
    total = 0
    for i in range(n):
        if i % 2:
            total += i
        else:
            total -= 1
    return total


def line(code, number):
    if code is loop.__code__:
        seen.append(number - code.co_firstlineno)
        return M.DISABLE if number - code.co_firstlineno in disabled else None


def run(title, *events):
    M.set_events(0, sum(events))
    loop(3)
    M.set_events(0, 0)
    print(title, seen)
    seen.clear()


M.register_callback(0, E.LINE, line)
disabled = ()
run('all', E.LINE)
disabled = (2, 4)
run('two lines off', E.LINE)
run('again', E.LINE)
disabled = range(20)
run('all off', E.LINE)
run('nothing', E.LINE)
M.restart_events()
run('restarted', E.LINE)
M.restart_events()
disabled = ()


def recorder(name, off=False):
    def callback(code, *args):
        if code in (loop.__code__, gen.__code__, fails.__code__, driver.__code__):
            seen.append((name, *(a if isinstance(a, (int, str)) else type(a).__name__ for a in args)))
            return M.DISABLE if off else None

    return callback


def gen():
    yield 1
    yield 2


def fails():
    try:
        int('x')
    except ValueError:
        raise KeyError from None


def driver():
    list(gen())
    for x in gen():
        loop(x)
    try:
        fails()
    except KeyError:
        pass


# without STOP_ITERATION: in a for loop it comes once the loop is specialized, after how many rounds is nobody's concern
names = [n for n in vars(E) if n not in ('NO_EVENTS', 'BRANCH', 'STOP_ITERATION')]
for name in names:
    event = getattr(E, name)
    M.register_callback(0, event, recorder(name))
    try:
        M.set_events(0, event)
    except ValueError as e:
        M.set_events(0, event | E.CALL)
    driver()
    M.set_events(0, 0)
    M.register_callback(0, event, None)
    print(name, len(seen), seen[:12])
    seen.clear()
for name in names:
    event = getattr(E, name)
    M.register_callback(0, event, recorder(name, True))
    M.restart_events()
    try:
        M.set_events(0, event | (E.CALL if name.startswith('C_') else 0))
        driver()
        driver()
        r = None
    except ValueError as e:
        r = str(e)
    finally:
        M.set_events(0, 0)
    old = M.register_callback(0, event, None)
    print(name, 'off', len(seen), r, old and 'stays')
    seen.clear()

# of single functions
M.restart_events()
M.register_callback(0, E.LINE, recorder('LINE'))
M.register_callback(0, E.PY_START, recorder('PY_START'))
M.set_local_events(0, gen.__code__, E.LINE | E.PY_START)
driver()
print(seen, M.get_local_events(0, gen.__code__), M._all_events())
seen.clear()
M.clear_tool_id(0)
print(M.get_tool(0), M.get_local_events(0, gen.__code__))
driver()
print(seen)

# several tools; callbacks that fail
M.use_tool_id(3, 'three')
for tool in 0, 3:
    M.register_callback(tool, E.PY_RETURN, lambda code, offset, value, tool=tool: seen.append((tool, value)))
    M.set_events(tool, E.PY_RETURN)
loop(2)
M.set_events(0, 0)
loop(2)
print([s for s in seen if isinstance(s[1], int)], M._all_events())
M.set_events(3, 0)
seen.clear()


def bad(code, *args):
    if code in (loop.__code__, fails.__code__, gen.__code__):
        raise ZeroDivisionError


for event in E.PY_START, E.LINE, E.PY_RETURN, E.CALL, E.RAISE, E.PY_UNWIND, E.INSTRUCTION, E.PY_YIELD, E.EXCEPTION_HANDLED:
    M.register_callback(3, event, bad)
    M.set_events(3, event)
    for f in loop, fails, lambda _: list(gen()):
        try:
            r = f(2) if f is not fails else f()
        except Exception as e:
            r = (type(e).__name__, type(e.__context__).__name__)
        print(event, r, end=' ')
    M.set_events(3, 0)
    print()
t(M.free_tool_id, 3)
t(M.free_tool_id, 0)
t(M.get_tool, 3)
