# Where a frame says it is when what was thrown into it goes on, by finally and with, traced and by opcodes.
import sys
def g():
    try:
        yield 1
    finally:
        print('x', end=' ')
        len('x')
def g2():
    with cm():
        yield 1
class cm:
    def __enter__(s): pass
    def __exit__(s, *a): print('exit')
async def co():
    async with cm2():
        await it()
class it:
    def __await__(s): yield 1
class cm2:
    async def __aenter__(s): pass
    async def __aexit__(s, *a): await it()
def on(f, ev, arg):
    print('  ', ev, f.f_code.co_name, f.f_lineno, f.f_lasti)
    if op: f.f_trace_opcodes = True
    return on
for op in None, 0, 1:
  for f in g, g2, co:
    it_ = f()
    it_.send(None)
    fr = it_.gi_frame if f is not co else it_.cr_frame
    if op is not None: sys.settrace(on)
    try:
        it_.throw(KeyError)
        it_.send(None)
    except KeyError as e:
        sys.settrace(None)
        tb = e.__traceback__
        while tb: print(tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_lasti); tb = tb.tb_next
    print(f.__name__, fr.f_lasti, fr.f_lineno)
