# Runs prog.py while tools listen, and prints every event they are told of: `opcodes` (sys.settrace with
# f_trace_opcodes), `profile` (sys.setprofile), `monitor` (sys.monitoring, all events). Arguments: which, in
# one run each; several joined by + listen at the same time.
import sys

with open('prog.py', 'rb') as f:
    source = f.read()
events = []
MON = sys.monitoring
NAMES = {getattr(MON.events, name): name for name in dir(MON.events) if name[0] != '_' and name != 'NO_EVENTS'}


def show(value):
    if value is MON.MISSING:
        return 'MISSING'
    return getattr(value, '__qualname__', None) or getattr(value, '__name__', None) or type(value).__name__


def tracer(frame, event, arg):
    code = frame.f_code
    if code.co_filename != 'prog.py':
        return None
    frame.f_trace_opcodes = True
    what = ''
    if event == 'exception':
        what = ' ' + arg[0].__name__
    elif event == 'return':
        what = ' ' + type(arg).__name__
    elif event == 'opcode':
        what = ' ' + str(frame.f_lasti)
    events.append('T ' + event + ' ' + code.co_name + ':' + str(frame.f_lineno) + what)
    return tracer


def profiler(frame, event, arg):
    code = frame.f_code
    if code.co_filename == 'prog.py':
        what = ' ' + (show(arg) if event[0] == 'c' and event != 'call' else type(arg).__name__)
        events.append('P ' + event + ' ' + code.co_name + ':' + str(frame.f_lineno) + what)


def monitor(event):
    def callback(code, *args):
        if code.co_filename == 'prog.py':
            what = [str(a) if type(a) is int else show(a) for a in args]
            events.append('M ' + NAMES[event] + ' ' + code.co_name + ' ' + ' '.join(what))

    return callback


def listen(tools):
    if 'monitor' in tools:
        MON.use_tool_id(0, 'test')
        for event in NAMES:
            if event != MON.events.BRANCH:
                MON.register_callback(0, event, monitor(event))
        MON.set_events(0, sum(NAMES) & ~MON.events.BRANCH)
    if 'profile' in tools:
        sys.setprofile(profiler)
    if 'opcodes' in tools:
        sys.settrace(tracer)


def stop():
    sys.settrace(None)
    sys.setprofile(None)
    if MON.get_tool(0):
        MON.set_events(0, 0)
        MON.free_tool_id(0)


for tools in sys.argv[1:]:
    events.clear()
    code = compile(source, 'prog.py', 'exec', 0, True)
    space = {'__name__': '__main__', '__builtins__': __builtins__}
    listen(tools.split('+'))
    try:
        exec(code, space)
    except BaseException as e:
        stop()
        print('ended by', type(e).__name__, e.args)
    stop()
    print('-- events of', tools)
    for event in events[:20000]:
        print(event)
    print(len(events), 'events')
