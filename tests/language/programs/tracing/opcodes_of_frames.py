# f_trace_opcodes: the last word said for any frame of a code object counts for all of them, until the next call event.
import sys
log = []
def tr(fr, ev, arg):
    if fr.f_code in codes:
        log.append((fr.f_code.co_name, ev, fr.f_lineno - fr.f_code.co_firstlineno, fr.f_lasti))
    return tr
def show(title):
    global log
    sys.settrace(None)
    print(title)
    for l in log: print('  ', *l)
    log = []
def g(which):
    x = 1
    yield x
    if which: which.gi_frame.f_trace_opcodes = False
    x = 2
    yield x
    x = 3
    yield x
    x = 3
def h():
    x = 1
    sys._getframe().f_trace_opcodes = False
    x = 2
codes = {g.__code__, h.__code__}
def case(k):
    a = g(None)
    b = g(a if k == 1 else None)
    for i in (a, b):
        i.gi_frame.f_trace = tr
        i.gi_frame.f_trace_opcodes = True
    sys.settrace(tr)
    next(a); next(b)
    if k == 0: a.gi_frame.f_trace_opcodes = False
    if k == 2: g(0).gi_frame.f_trace_opcodes = False
    if k == 3:
        a.gi_frame.f_trace_opcodes = False
        b.gi_frame.f_trace_opcodes = True
    if k == 4: b.gi_frame.f_trace_opcodes = a.gi_frame.f_trace_opcodes = False
    log.append('2')
    next(b); 
    log.append('1')
    next(a)
    log.append('2')
    next(b)
    log.append('2')
    next(b, 0)
    sys.settrace(None)
for k in range(5):
    case(k); show(f'{k}')
# B: in the frame itself
def tr(fr, ev, arg):
    log.append((fr.f_code.co_name, ev, fr.f_lineno - fr.f_code.co_firstlineno, fr.f_lasti))
    return tr
def case_b(first):
    fr = sys._getframe()
    if first: fr.f_trace = tr
    fr.f_trace_opcodes = True
    sys.settrace(tr)
    y = 1
    fr.f_trace = tr
    y = 2
    fr.f_trace_opcodes = False
    y = 3
    fr.f_trace_opcodes = True
    y = 4
    fr.f_trace = None
    y = 5
    fr.f_trace = tr
    y = 6
    fr.f_trace_lines = False
    y = 7
    fr.f_trace_opcodes = False
    y = 7
    sys.settrace(None)
for o in 0, 1:
    case_b(o); show(f'B{o}')
# C: settrace again, another function, settrace None then again
def case_c():
    fr = sys._getframe()
    fr.f_trace = tr
    fr.f_trace_opcodes = True
    sys.settrace(tr)
    y = 1
    sys.settrace(None)
    y = 2
    sys.settrace(lambda *a: None)
    y = 3
    inner()
    y = 4
    sys.settrace(None)
def inner():
    sys._getframe(1).f_trace_opcodes = not sys._getframe(1).f_trace_opcodes
case_c(); show('C')
case_c(); show('C')
# D: recursion
def rec(n):
    fr = sys._getframe()
    if n == 2:
        fr.f_trace_opcodes = True
    if n:
        rec(n - 1)
    if n == 1: fr.f_trace_opcodes = False
    return n
def trd(fr, ev, arg):
    if fr.f_code is rec.__code__: tr(fr, ev, arg)
    return trd
sys.settrace(trd); rec(3); show('D')
def trd(fr, ev, arg):
    if fr.f_code is rec.__code__: tr(fr, ev, arg)
    fr.f_trace_opcodes = True
    return trd
sys.settrace(trd); rec(1); show('D2')
# E: set in the call event, then lines off in a line event
def e(n):
    a = 1
    b = 2
    c = 3
def tre(fr, ev, arg):
    tr(fr, ev, arg)
    if ev == 'call': fr.f_trace_opcodes = True
    if ev == 'line' and fr.f_lineno - fr.f_code.co_firstlineno == 2: fr.f_trace_opcodes = False
    return tre
sys.settrace(tre); e(1); show('E')
sys.settrace(tre); e(1); show('E')
