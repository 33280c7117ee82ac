# Runs prog.py under sys.settrace and prints each event: call, line, return, exception, with line numbers.
import sys

with open('prog.py', 'rb') as f:
    code = compile(f.read(), 'prog.py', 'exec', 0, True)
events = []


def tracer(frame, event, arg):
    if frame.f_code.co_filename != 'prog.py':
        return None
    what = ''
    if event == 'exception':
        what = ' ' + arg[0].__name__
    elif event == 'return':
        what = ' ' + type(arg).__name__
    events.append(event + ' ' + frame.f_code.co_name + ':' + str(frame.f_lineno) + what)
    return tracer


space = {'__name__': '__main__', '__builtins__': __builtins__}
sys.settrace(tracer)
try:
    exec(code, space)
except BaseException as e:
    sys.settrace(None)
    print('ended by', type(e).__name__, e.args)
sys.settrace(None)
print('-- events')
for event in events[:20000]:
    print(event)
print(len(events), 'events')
