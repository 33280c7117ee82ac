# The engine of cProfile: calls, recursion, callers, timers that count, timers that fail.
import _lsprof, sys
P=_lsprof.Profiler
def t(f,*a,**k):
    try: print(f(*a,**k))
    except BaseException as e: print(type(e).__name__, e)
t(P, 1, 2, 3, 4, 5); t(P, foo=1); t(P, None, "x")
p=P()
t(p.enable, 1,2,3); t(p.enable, foo=1); t(p.enable, "a"); t(p.enable); t(p.disable,1)
print(sys.monitoring.get_tool(2))
q=P()
t(q.enable); t(p.disable); t(p.disable); t(q.enable); t(p.enable); t(q.disable); t(q.disable)
print(sys.monitoring.get_tool(2))
t(p.clear)
t(p.getstats)
def f(n):
    if n: f(n-1)
    len([])
def g():
    f(3); [].append(1); "x".upper(); sorted([2,1], key=lambda x:x); dict.fromkeys("ab"); dict.get({}, 1); yield 1
def show(p):
    def line(e): return (e.code if isinstance(e.code, str) else e.code.co_name, e.callcount, e.reccallcount, e.totaltime, e.inlinetime)
    for e in sorted((line(e), sorted(map(line, e.calls)) if e.calls else e.calls) for e in p.getstats()): print(*e)
tm=0
def timer():
    global tm; tm+=1; return tm
for args in [(timer,), (timer,0.5,False,True), (timer,0.5,True,False), (timer, 3)]:
    p=P(*args); p.enable(); list(g()); list(map(len,["a"])); p.disable(); show(p)
for kw in [dict(subcalls=False), dict(builtins=False), dict(subcalls=True, builtins=True)]:
    p=P(timer); p.enable(**kw); list(g()); p.disable(); show(p)
def boom():
    try: 
        int("x")
        bytes.fromhex("zz")
    except ValueError: pass
    try: "abc".index("z")
    except ValueError: pass
    raise KeyError
p=P(timer); p.enable()
try: boom()
except KeyError: pass
p.disable()
show(p)
class C: 
    def __init__(self): self.x=int("3"); [].sort()
    def __enter__(self): return len("abc")
    def __exit__(self, *a): pass
p=P(timer); p.enable()
with C(): print(hasattr(p,"subcalls"))
p.disable()
show(p)
def gen():
    try:
        yield 1
        yield 2
    finally: len("x")
p.clear(); p.enable(); x=gen(); next(x); next(x)
try: x.throw(ValueError)
except ValueError: pass
x=gen(); next(x); x.close(); p.disable(); show(p)
for what in ("disable","clear","enable","getstats"):
    def timer2():
        global n; n+=1
        if n==3: getattr(p,what)()
        return n
    n=0
    p=P(timer2)
    p.enable(); int(3); len([]); len([])
    try: p.disable()
    except BaseException as e: print(e)
    p=None
    if sys.monitoring.get_tool(2): sys.monitoring.free_tool_id(2)
for timer3 in (lambda: "x", lambda: 1/0, 1, lambda: 1.5, lambda: 10**30, lambda: float("nan")):
    p=P(timer3); p.enable(); f(1); p.disable(); show(p)
p=P(timer, 1.0); tm=0.5; p.enable(); len([]); p.disable()
q=P(); q.enable()
t(q.enable)
q.disable()
import cProfile, pstats, io, contextlib
pr=cProfile.Profile(timer, 1); tm=0
pr.runcall(f, 2); 
s=io.StringIO(); ps=pstats.Stats(pr, stream=s).strip_dirs().sort_stats("name"); ps.print_stats(); ps.print_callers(); ps.print_callees(); print(s.getvalue())
with cProfile.Profile(timer, 1) as pr: f(1)
pr.print_stats("name")
import profile
tm=0
pr=profile.Profile(timer, bias=0); pr.runcall(f, 1); print(sorted((k[2], v[:4]) for k, v in pr.stats.items()) if pr.stats else pr.timings.keys())
