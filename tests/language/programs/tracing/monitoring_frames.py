# What the frame of an event shows (f_lasti, f_lineno) in the callbacks of every event of sys.monitoring, and where
# branches begin and end.
import sys
m = sys.monitoring
E = m.events
N = {getattr(E, n): n for n in dir(E) if n.isupper() and n not in ('NO_EVENTS','BRANCH')}
class A:
    def __init__(s, n): s.n = n
    def __aiter__(s): return s
    async def __anext__(s):
        if not s.n: raise StopAsyncIteration
        s.n -= 1
        return s.n
def gen():
    yield 1
    return
async def co():
    async for x in A(2):
        if x: y = 1
        else: y = 2
    return [z async for z in A(1)]
class B:
    def m(self): return 1
class C(B):
    def m(self):
        return super().m()
def f(k):
    for i in range(2):
        if i:
            k += 1
        elif k: pass
    while k < 4:
        k += 1
        if k == 3: continue
    for j in gen(): pass
    for j in [1]:
        break
    else:
        k = 0
    x = yield from gen()
    try:
        len(1)
    except TypeError as e:
        try:
            raise
        except TypeError: pass
    try:
        try: 1/0
        finally: k = 3
    except ZeroDivisionError: pass
    k = k or 3
    k = None if k is None else 4
    C().m()
    match k:
        case [1]: pass
        case 4: k = 5
    assert k
    [q for q in (1, 2) if q > 1]
    with open('/dev/null') as fh: fh.read()
    return k
got = []
def cb(name):
    def call(code, *a):
        fr = sys._getframe(1)
        if fr.f_code is not code: got.append('other frame')
        got.append((name, code.co_name, a[0], [x for x in a[1:] if type(x) is int], fr.f_lasti, fr.f_lineno, fr.f_code.co_name))
    return call
def run(events):
    m.use_tool_id(0, 't')
    for e, n in N.items(): m.register_callback(0, e, cb(n))
    codes = [g.__code__ for g in (f, gen, co, A.__anext__, C.m)]
    for c in codes:
        m.set_local_events(0, c, events & 0x7ff)
    m.set_events(0, (events & ~0x7ff) | (E.CALL if events & E.C_RETURN else 0))
    for x in f(1): pass
    c = co()
    try: c.send(None)
    except StopIteration: pass
    for co_ in codes: m.set_local_events(0, co_, 0)
    m.set_events(0, 0)
    m.free_tool_id(0)
    for g in got:
        if type(g) is str or g[6] in ('f','gen','co', '__anext__', 'm') : print(*g)
    got.clear()
for e, n in N.items():
    if n in ('C_RETURN', 'C_RAISE', 'STOP_ITERATION'): continue  # for a for loop's generator RAISE tells as well
    print('==', n)
    run(e | (E.C_RETURN | E.C_RAISE if n == 'CALL' else 0))
print('== all')
run(sum(N) & ~E.STOP_ITERATION)
