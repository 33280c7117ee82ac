# When f_trace_opcodes begins to count: at the frame's next event but line; and that f_trace counts no more once there
# is no trace function, though there be a profiler.
import sys
got = []
names = ('f', 'g', 'h')
def show(label):
    print(label, got)
    got.clear()
# 1: set in the call event; then an exception
def f(a):
    b = a
    try:
        1/0
    except ZeroDivisionError:
        c = 1
    d = 2
    return b
def mk(when):
    def on(fr, ev, arg):
        if fr.f_code.co_name not in names: return None
        got.append((ev, fr.f_lasti))
        if ev == when: fr.f_trace_opcodes = True
        return on
    return on
for when in 'call', 'line', 'exception', 'return':
    f = type(f)(f.__code__.replace(), globals())
    sys.settrace(mk(when)); f(1); sys.settrace(None)
    show(when)
# 2: suspended generator
def g():
    x = 1
    yield 1
    y = 2
    try:
        yield 2
    except KeyError: pass
    z = 2
    yield 3
    w = 4
def plain(fr, ev, arg):
    if fr.f_code.co_name not in names: return None
    got.append((ev, fr.f_lasti))
    return plain
for how in range(6):
    g = type(g)(g.__code__.replace(), globals())
    it = g()
    if how: next(it)
    it.gi_frame.f_trace_opcodes = True
    if how == 1: it.gi_frame.f_trace = plain
    if how == 2: it.gi_frame.f_trace = plain; it.gi_frame.f_trace_opcodes = True
    if how == 3: next(it)
    sys.settrace(plain)
    if how == 3: it.throw(KeyError)
    else: next(it)
    sys.settrace(None)
    show('gen %d' % how)
    if how == 4:
        sys.settrace(plain)
        next(it)
        sys.settrace(None)
        show('gen again')
    if how == 5:
        sys.settrace(plain)
        next(it)
        sys.settrace(None)
        show('gen after untraced')
# returns enable it?
def h(a):
    yield a
    b = a
    yield b
    c = b
h = type(h)(h.__code__.replace(), globals())
def on(fr, ev, arg):
    if fr.f_code.co_name not in names: return None
    got.append((ev, fr.f_lasti))
    if ev == 'call' and len(got) == 1: fr.f_trace_opcodes = True
    return on
sys.settrace(on)
list(h(1))
sys.settrace(None)
show('yields')
h = type(h)(h.__code__.replace(), globals())
def on(fr, ev, arg):
    if fr.f_code.co_name not in names: return None
    got.append((ev, fr.f_lasti))
    if ev == 'line' and not fr.f_trace_opcodes: fr.f_trace_opcodes = True; fr.f_trace = None
    return on
sys.settrace(on)
list(h(1))
sys.settrace(None)
show('f_trace none')
def f(a):
    b = a
    mid()
    c = a
    d = b
    mid2()
    e = 1
    return
def on(fr, ev, arg):
    if fr.f_code.co_name not in names: return None
    fr.f_trace_opcodes = True
    got.append((ev, fr.f_lasti))
    return on
# profile and f_trace
prof = []
def p(fr, ev, arg):
    if fr.f_code.co_name in names: prof.append((ev, fr.f_lasti))
for k in range(2):
    f = type(f)(f.__code__.replace(), globals())
    mid = [lambda: (sys.settrace(None), sys.setprofile(p)), lambda: (sys.setprofile(p), sys.settrace(None))][k]
    mid2 = lambda: sys.setprofile(None)
    sys.settrace(on); f(1); sys.settrace(None); sys.setprofile(None)
    show('profile'); print(prof); prof.clear()
