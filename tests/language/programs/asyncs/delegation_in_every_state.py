# Every 211th of 110,000 ways to send to, throw into and close generators and coroutines that delegate to
# what ignores, answers or turns into something else what it gets.
import gc, types
from states import It, ItClose, ItCloseRaise, ItStop, ItThrow, ItThrowRaise, attempt, log, ops, tell, tell_all

class ItSend(It):
    def send(self, v): log.append(f'send {v}'); return 'sent'
class ItGet(It):
    def __getattr__(self, n): raise RuntimeError('get ' + n)
def p_plain(): x = yield 'p'; return x
def p_two(): x = yield 'p'; y = yield x; return y
def p_ignore():
    try: return (yield 'w')
    except BaseException as e: return (yield f'again {type(e).__name__}')
def p_ret():
    try: return (yield 'w')
    except BaseException as e: return f'ret {type(e).__name__}'
def p_raise():
    try: return (yield 'w')
    except BaseException as e: raise KeyError('w')
def p_fin():
    try: yield 'w'
    finally: log.append('fin')
def p_finy():
    try: yield 'w'
    finally: yield 'fin'
def p_ctx():
    try: raise IndexError
    except IndexError: yield 'c'; raise
@types.coroutine
def co_(): return (yield 'w')
def p_stop():
    yield 'w'
    raise StopIteration
def p_selfref():
    g = yield 'w'
    try: g.send(None)
    except BaseException as e: log.append(tell(e))
    try: g.close()
    except BaseException as e: log.append(tell(e))
    try: g.throw(KeyError)
    except BaseException as e: log.append(tell(e))
    yield g.gi_running, g.gi_suspended
def p_list(): return [1, 2]
inners = [p_plain, p_two, p_ignore, p_ret, p_raise, p_fin, p_finy, p_ctx, co_, p_stop, p_selfref, p_list, It, ItThrow, ItThrowRaise, ItStop, ItClose, ItCloseRaise, ItSend, ItGet]
def o_plain(i): return (yield from i())
def o_two(i):
    x = yield from i()
    y = yield x
    return (yield from i())
def o_fin(i):
    try: yield from i()
    finally: log.append('outer fin')
def o_finy(i):
    try: yield from i()
    finally: yield 'ofin'
def o_ge(i):
    try: yield from i()
    except GeneratorExit: log.append('ge'); yield 'ignored'
def o_ret(i):
    try: yield from i()
    except BaseException as e: return repr(e)
def o_conv(i):
    try: yield from i()
    except BaseException as e: raise ZeroDivisionError('conv')
def o_from(i):
    try: yield from i()
    except BaseException as e: raise SystemError('conv') from e
def o_nest(i): return (yield from o_conv(lambda: o_plain(i)))
def o_with(i):
    class C:
        def __enter__(self): return self
        def __exit__(self, *a): log.append(f'exit {a[0]}'); return True
    with C(): yield from i()
    yield 'after'
def o_hand(i):
    try: raise MemoryError
    except MemoryError:
        yield from i()
async def oc_plain(i):
    class A:
        def __await__(self): return iter(i())
    return await A()
async def oc_fin(i):
    class A:
        def __await__(self): return iter(i())
    try: return await A()
    finally: log.append('cfin')
def oc_wrap(i): return oc_fin(i).__await__()
def o_pass(i): return i()
def o_gx(i): return (x for x in o_plain(i))
outers = [o_plain, o_two, o_fin, o_finy, o_ge, o_ret, o_conv, o_from, o_nest, o_with, o_hand, oc_plain, oc_fin, oc_wrap, o_pass, o_gx]
def one(outer, inner, seq):
    a = outer(inner)
    for o in seq:
        attempt(lambda: ops[o](a))
        p = 'cr' if hasattr(type(a), 'cr_frame') else 'gi'
        if hasattr(type(a), p + '_frame'):
            y = getattr(a, 'cr_await' if p == 'cr' else 'gi_yieldfrom')
            f = getattr(a, p + '_frame')
            log.append(f"{getattr(a, p + '_running')} {getattr(a, p + '_suspended')} {type(y).__name__} {f and (f.f_lineno, f.f_lasti)}")
            y = f = None
    log.append('drop a'); a = None
    gc.collect(0)
seqs = [a + b + c for a in ('s', 'ss', '1', '') for b in 's1nmvVkgxictT' for c in ('', 's', '1', 'v', 'g', 'c', 'i')]
n = 0
gc.collect()
gc.freeze()
for outer in outers:
    for inner in inners:
        for seq in seqs:
            n += 1
            if n % 211: continue
            print(outer.__name__, inner.__name__, seq)
            one(outer, inner, seq)
            tell_all()
print(n)
