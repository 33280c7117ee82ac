# Every 401st of 229,000 ways to drive the awaitables of asynchronous generators: what they wait for ignores,
# answers or turns GeneratorExit into something else, and the finalization hooks are there or not.
import gc, sys, types
from states import It, ItClose, ItCloseRaise, ItStop, ItThrow, ItThrowRaise, attempt, log, ops, tell_all

@types.coroutine
def w_plain(): return (yield 'w')
@types.coroutine
def w_ignore():
    try: return (yield 'w')
    except BaseException as e: return (yield f'again {type(e).__name__}')
@types.coroutine
def w_return():
    try: return (yield 'w')
    except BaseException as e: return f'ret {type(e).__name__}'
@types.coroutine
def w_raise():
    try: return (yield 'w')
    except BaseException as e: raise KeyError('w')
async def c_plain(): return await w_plain()
async def c_finally():
    try: return await w_plain()
    finally: await w_plain()
async def c_return():
    try: return await w_plain()
    except BaseException: return 'c'
async def c_raise():
    try: return await w_plain()
    except BaseException: raise OSError('c')
async def c_swallow():
    return await w_ignore()
class ItCloseGE(It):
    def close(self): raise GeneratorExit('close')
async def inner_ag():
    try:
        await w_plain(); yield 'in'
    finally: await w_plain()
async def c_ag():
    g = inner_ag()
    r = await anext(g)
    return r
async def c_agdef():
    g = inner_ag()
    return await anext(g, 'd')
inners = [w_plain, w_ignore, w_return, w_raise, c_plain, c_finally, c_return, c_raise, c_swallow, It, ItThrow, ItThrowRaise, ItStop, ItClose, ItCloseRaise, ItCloseGE, c_ag, c_agdef]
async def a_plain(i):
    yield await i()
    yield await i()
async def a_finally(i):
    try: yield await i()
    finally: await w_plain()
async def a_ge(i):
    try: yield await i()
    except GeneratorExit: log.append('ge'); yield 'ignored'
async def a_ret(i):
    try:
        yield await i()
    except BaseException: return
async def a_conv(i):
    try: yield await i()
    except BaseException as e: raise ZeroDivisionError('conv')
async def a_from(i):
    try: yield await i()
    except BaseException as e: raise SystemError('conv') from e
async def a_yieldfin(i):
    try: yield await i()
    finally: yield 'fin'
outers = [a_plain, a_finally, a_ge, a_ret, a_conv, a_from, a_yieldfin]
def m_asend(g): return g.asend(None)
def m_asend1(g): return g.asend(1)
def m_anext(g): return g.__anext__()
def m_anextd(g): return anext(g, 'dflt')
def m_athrow(g): return g.athrow(ValueError('at'))
def m_athrowge(g): return g.athrow(GeneratorExit)
def m_athrowsa(g): return g.athrow(StopAsyncIteration)
def m_athrowsi(g): return g.athrow(StopIteration)
def m_aclose(g): return g.aclose()
def m_co(g):
    async def main(): return await g.asend(None)
    return main()
def m_coclose(g):
    async def main(): return await g.aclose()
    return main()
def m_cod(g):
    async def main(): return await anext(g, 'x')
    return main()
def m_cofor(g):
    async def main(): return [x async for x in g]
    return main()
made = [m_asend, m_asend1, m_anext, m_anextd, m_athrow, m_athrowge, m_athrowsa, m_athrowsi, m_aclose, m_co, m_coclose, m_cod, m_cofor]
def one(outer, inner, start, make, seq):
    g = outer(inner)
    if start:   # drive so far
        a0 = g.__anext__()
        for _ in range(start):
            attempt(lambda: a0.send(None))
        a0 = None
    a = make(g)
    for o in seq:
        attempt(lambda: ops[o](a))
        y = g.ag_await
        log.append(f'{g.ag_running} {g.ag_suspended} {type(y).__name__} {g.ag_frame is None}')
        y = None
    log.append('drop a'); a = None
    log.append('drop g'); g = None
    gc.collect(0)
seqs = ['s', 'ss', 'sc', 'c', 'scc', 'sv', 'sg', 'sx', 'sa', 'si', 'v', 'g', 'vs', 'gs', 'ga', 'i', 'svs', 'sgs', 'sgc', 'svc', '1', 's1', 'ssc', 'ssg', 'sscs', 'cs', 'ssss', 'sssg', 'sssv', 'sgss', 'svss', 'sssss','sssc', 'gss', 'vss']
n = 0
gc.collect()
gc.freeze()
for outer in outers:
    for inner in inners:
        for start in 0, 1, 2, 3:
            for make in made:
                for seq in seqs:
                    n += 1
                    if n % 401: continue
                    print(outer.__name__, inner.__name__, start, make.__name__, seq)
                    if n % 3 == 2: sys.set_asyncgen_hooks(lambda g: log.append('first'), lambda g: log.append('final'))
                    elif n % 3 == 1: sys.set_asyncgen_hooks(None, lambda g: attempt(lambda: g.aclose().send(None)))
                    else: sys.set_asyncgen_hooks(None, None)
                    one(outer, inner, start, make, seq)
                    tell_all()
print(n)
