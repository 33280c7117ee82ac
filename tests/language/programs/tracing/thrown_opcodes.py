# The same for generators and asynchronous generators that are closed.
import sys
def g():
    try:
        yield 1
    finally:
        x = 2
def g2():
    yield from g()
async def ag():
    try:
        yield 1
    finally:
        x = 2
def g3():
    with open('/dev/null'):
        yield 1
def g4():
    yield
def tbs(e):
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_name, tb.tb_lineno, tb.tb_lasti)
        tb = tb.tb_next
def on(f, ev, arg):
    f.f_trace_opcodes = True
    print('  ', ev, f.f_code.co_name, f.f_lineno, f.f_lasti)
    return on
for traced in 0, 1:
  for f in g, g2, g3, g4:
    it = f()
    next(it)
    fr = it.gi_frame
    if traced: sys.settrace(on)
    try:
        it.throw(KeyError)
    except KeyError as e:
        sys.settrace(None)
        tbs(e)
    print(f.__name__, fr.f_lasti, fr.f_lineno)
    it = f()
    next(it)
    fr = it.gi_frame
    if traced: sys.settrace(on)
    it.close()
    sys.settrace(None)
    print(f.__name__, fr.f_lasti, fr.f_lineno)
  it = ag()
  try: it.asend(None).send(None)
  except StopIteration: pass
  fr = it.ag_frame
  try: it.athrow(KeyError).send(None)
  except KeyError as e: tbs(e)
  print(fr.f_lasti, fr.f_lineno)
