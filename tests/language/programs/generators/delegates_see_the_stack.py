# throw(), close() and send() of an iterator that generators and coroutines delegate to: who called them.
import sys
class T:
    def __iter__(self): return self
    def __await__(self): return self
    def __next__(self): return 1
    def throw(self, *a):
        f = sys._getframe(); out = []
        while f: out.append(f'{f.f_code.co_name}:{f.f_lineno}'); f = f.f_back
        print('throw', out)
        raise a[0]
    def close(self):
        f = sys._getframe(); out = []
        while f: out.append(f'{f.f_code.co_name}:{f.f_lineno}'); f = f.f_back
        print('close', out)
    def send(self, v):
        f = sys._getframe(); out = []
        while f: out.append(f'{f.f_code.co_name}:{f.f_lineno}'); f = f.f_back
        print('send', out)
        return 3
def g():
    yield from T()
def g2():
    yield from g()
def g3(): 
    try: yield from g2()
    except ValueError: 
        yield from g2()
async def h():
    await T()
async def h2():
    await h()
async def ag():
    await h2()
    yield 1
async def m():
    async for x in ag(): pass
async def m2():
    await ag().asend(None)
async def m3():
    a = ag()
    return await anext(a, 4)
def mm(): return m().__await__()
for k in g, g2, g3, h, h2, m, m2, m3, mm:
    for op in 'throw', 'close', 'throwge', 'send':
        x = k()
        x.send(None)
        try:
            if op == 'throw': x.throw(ValueError)
            elif op == 'close': x.close()
            elif op == 'send': x.send(4)
            else: x.throw(GeneratorExit)
        except BaseException as e:
                out = []; t = e.__traceback__
                while t: out.append(f'{t.tb_frame.f_code.co_name}:{t.tb_lineno}'); t = t.tb_next
                print(k.__name__, op, type(e).__name__, e.args, out, repr(e.__context__), repr(e.__cause__))
        x = None
