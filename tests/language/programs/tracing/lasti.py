# f_lasti and tb_lasti of generators and coroutines that wait, are thrown into, are closed.
import sys
def g():
    yield 1
    try:
        yield 2
    except KeyError:
        yield 3
    yield from h()
def h():
    yield 4
log = []
def tr(fr, ev, arg):
    if fr.f_code in (g.__code__, h.__code__, a.__code__): print('  ', fr.f_code.co_name, ev, fr.f_lineno, fr.f_lasti)
    return tr
def tbs(e):
    t = e.__traceback__
    r = []
    while t: r.append((t.tb_frame.f_code.co_name, t.tb_lasti, t.tb_lineno)); t = t.tb_next
    return r[1:]
async def a():
    await b()
class b:
    def __await__(self): yield 1
for traced in 0, 1:
  for n in (0,1,2,3):
    for how in 'throw', 'close', 'keyerror':
        x = g()
        for i in range(n if n < 4 else 4): next(x)
        if traced: sys.settrace(tr)
        print(n, how, x.gi_frame.f_lasti)
        try:
            if how == 'close': print(x.close())
            else: print(x.throw({'throw': ValueError, 'keyerror': KeyError}[how]))
        except Exception as e: print(tbs(e))
        sys.settrace(None)
        if x.gi_frame: print(x.gi_frame.f_lasti)
  for n in 0, 1:
    for how in 'throw', 'close':
        x = a()
        if n: x.send(None)
        if traced: sys.settrace(tr)
        print(n, how, x.cr_frame.f_lasti)
        try:
            if how == 'close': print(x.close())
            else: print(x.throw(ValueError))
        except Exception as e: print(tbs(e))
        sys.settrace(None)
