import sys, traceback, dis
def g(a, b=2):
    yield a
def tb(e):
    t=e.__traceback__
    while t:
        yield (t.tb_frame.f_code.co_name, t.tb_lasti, t.tb_lineno)
        t=t.tb_next
def probe(mk, name):
    x = mk()
    fr = getattr(x,'gi_frame',None) or getattr(x,'cr_frame',None) or getattr(x,'ag_frame',None)
    print(name, fr.f_lasti, fr.f_lineno)
    try:
        x.throw(ValueError('x'))
    except ValueError as e:
        print([q for q in tb(e)][1:], fr.f_lasti, fr.f_lineno)
probe(lambda: g(1), 'gen')
def h(): 
    x = 1
    def k(): return x
    yield x
probe(h, 'cell')
def outer():
    y = 1
    def inner():
        yield y
    return inner()
probe(outer,'free')
async def c(): return 1
probe(c,'coro')
probe(lambda: (i for i in [1]),'genexp')
probe(lambda: (lambda: (yield))(), 'lambda')
async def ag(): yield 1
x=ag()
print(x.ag_frame.f_lasti)
try: x.athrow(ValueError).send(None)
except ValueError as e: print([q for q in tb(e)][1:])
# frame lasti after close
y=g(1); fr=y.gi_frame; y.close(); print(fr.f_lasti, fr.f_lineno)
# trace events
def tr(f,e,a):
    if f.f_code.co_name in ('g','h'):
        print(e, f.f_lineno, f.f_lasti)
    return tr
z=g(1)
sys.settrace(tr)
try: z.throw(KeyError)
except KeyError: pass
sys.settrace(None)
z=g(1)
sys.setprofile(tr)
try: z.throw(KeyError)
except KeyError: pass
sys.setprofile(None)
M=sys.monitoring; E=M.events
M.use_tool_id(2,'x')
for n in ('PY_THROW','PY_UNWIND','RAISE','PY_START','PY_RESUME','LINE','INSTRUCTION'):
    M.register_callback(2,getattr(E,n),lambda c,o,*a,n=n: c.co_name=='h' and print(n,o,[type(x) if isinstance(x,BaseException) else x for x in a]))
z=h()
M.set_events(2,E.PY_THROW|E.PY_UNWIND|E.RAISE|E.PY_START|E.PY_RESUME|E.LINE|E.INSTRUCTION)
try: z.throw(KeyError)
except KeyError: pass
M.set_events(2,0)
def show(fr): print(fr.f_lasti, fr.f_lineno, fr.f_locals)
y=g(1); fr=y.gi_frame; del y; show(fr)
y=g(1); fr=y.gi_frame; y.close(); show(fr); del y; show(fr)
y=c(); fr=y.cr_frame; y.close(); show(fr); del y; show(fr)
y=ag(); fr=y.ag_frame; 
try: y.aclose().send(None)
except StopIteration: pass
show(fr); del y; show(fr)
y=g(1); fr=y.gi_frame; next(y); y.close(); show(fr); del y; show(fr)
y=g(1); fr=y.gi_frame
try: y.throw(StopIteration(3))
except RuntimeError as e: print(e)
except StopIteration as e: print('SI',e.value)
show(fr)
