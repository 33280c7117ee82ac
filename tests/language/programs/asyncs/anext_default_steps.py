# anext(it, default) asks for the iterator anew at each step and passes on what that does.
import types
class It:
    def __await__(self): return self
    def __iter__(self): return self
    def __next__(self): raise StopIteration(None)
class It2(It):
    def __next__(self): raise StopIteration((1,2))
class It3(It):
    def __next__(self): raise StopIteration
class It4(It):
    def __next__(self): return 5
    def send(self, v): return ('sent', v)
    def throw(self, *a): return ('thrown', a)
    def close(self): return 'closed'
class It5(It):
    def __next__(self): raise StopAsyncIteration
    def send(self, v): raise StopAsyncIteration(v)
    def throw(self, *a): raise StopAsyncIteration(a)
    def close(self): raise StopAsyncIteration
class It6:
    def __await__(self): return 5
class It7:
    def __await__(self): raise KeyError
class It8:
    pass
class It9:
    def __await__(self): return (x for x in [1])
class It10:
    def __await__(self):
        async def c(): return None
        return c()
async def co(): return None
async def co2(): return 7
async def co3(): raise StopAsyncIteration
def gen():
    return 3
    yield
@types.coroutine
def tg():
    x = yield 1
    return None
class A:
    def __init__(self, f): self.f = f
    def __aiter__(self): return self
    def __anext__(self): return self.f()
for f in It, It2, It3, It4, It5, It6, It7, It8, It9, It10, co, co2, co3, gen, tg, int:
    for d in (), (None,), ('d',), ((1, 2),):
        for op in 'next', 'send', 'send1', 'throw', 'close', 'next2', 'await':
            try: 
                a = anext(A(f), *d)
                if op == 'next': r = next(a)
                elif op == 'send': r = a.send(None)
                elif op == 'send1': r = a.send(1)
                elif op == 'throw': r = a.throw(ValueError)
                elif op == 'close': r = a.close()
                elif op == 'next2': r = next(a); r = (r, next(a))
                elif op == 'await':
                    async def m(): return await a
                    m_ = m(); r = m_.send(None); r = (r, m_.send(2))
                print(f.__name__, d, op, r)
            except BaseException as e:
                out = []; t = e.__traceback__
                while t: out.append(f'{t.tb_frame.f_code.co_name}:{t.tb_lineno}'); t = t.tb_next
                print(f.__name__, d, op, type(e).__name__, e.args, out, repr(e.__context__), repr(e.__cause__))
