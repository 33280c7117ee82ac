# The lines a tool is told of where a function begins and goes on in the line of its def: only if its start is told,
# too, to this tool or another, or to a tracer.
import sys

M = sys.monitoring
E = M.events
told = []


def line(code, number):
    if code.co_filename == "<s>":
        told.append(f"{code.co_name}:{number}")


source = """
def one(x): return x+1
def below():
    for i in range(2): i
def loop(): return [i for i in (1,2)]
def gen(): yield 1; yield 2
def gen_below():
    yield 1; yield 2
def expression(): return list(v for v in (1,2))
def two(x,
   y=1): return x
def doc(): "doc"
def nested(): return (lambda: 1)()
def outer():
    z=1
    def inner(): return z
    return inner()
async def co(): return 1
def run():
    one(1); below(); loop()
    list(gen()); list(gen_below()); expression()
    two(1); doc(); nested(); outer()
    try: co().send(None)
    except StopIteration: pass
    exec("x=1\\ny=2"); eval("1+1")
    class K: a=1
    class L:
        a=1
"""


def go(title, events, local=None, times=1):
    space = {}
    exec(compile(source, "<s>", "exec"), space)
    if local is not None:
        for value in space.values():
            if hasattr(value, "__code__"):
                M.set_local_events(2, value.__code__, local)
    M.set_events(2, events)
    for _ in range(times):
        told.clear()
        space["run"]()
        print(title, *told)
    M.set_events(2, 0)
    return space


M.use_tool_id(2, "lines")
M.use_tool_id(3, "other")
M.register_callback(2, E.LINE, line)
for name in "LINE CALL INSTRUCTION JUMP BRANCH_LEFT PY_RESUME PY_RETURN PY_START PY_YIELD".split():
    if name != "LINE":
        M.register_callback(2, getattr(E, name), lambda *args: None)
    go(name, E.LINE | getattr(E, name))
go("local", 0, E.LINE)
go("local, with start", 0, E.LINE | E.PY_START)
go("local, start everywhere", E.PY_START, E.LINE)

M.register_callback(2, E.PY_START, lambda *args: M.DISABLE)
space = go("start disabled", E.LINE | E.PY_START, times=2)
M.restart_events()
M.set_events(2, E.LINE | E.PY_START)
told.clear()
space["run"]()
print("again", *told)
M.set_events(2, 0)
M.set_events(3, E.PY_START)
go("the other tool", E.LINE)
M.set_events(3, 0)
sys.settrace(lambda *args: None)
go("traced", E.LINE)
sys.settrace(None)
sys.setprofile(lambda *args: None)
go("profiled", E.LINE)
sys.setprofile(None)
go("alone", E.LINE)
for args in (None, None), (9, None), (9, space["run"].__code__), (1, 5):
    try:
        M.get_local_events(*args)
    except Exception as e:
        print(type(e).__name__, e)
