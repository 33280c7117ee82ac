# What throw() and athrow() were given is looked at by the innermost delegate, which may be no generator.
import warnings, sys, re
warnings.simplefilter('always')
warnings.showwarning = lambda m, c, f, l, *a: print('warning', c.__name__, m, l)
tb = None
try: 1/0
except ZeroDivisionError as e: tb = e.__traceback__
class T:
    def __iter__(self): return self
    def __await__(self): return self
    def __next__(self): return 1
    def throw(self, *a):
        print('T', ['tb' if x is tb else x for x in a]); return 'T'
class A:
    def __await__(self): return (yield 3)
def g(): yield 1
def g2(): yield from g()
def g3(): yield from T()
def g4(): yield from g3()
async def c(): await T()
async def c2(): await c()
async def ag():
    yield await A()
    yield await A()
async def ag2():
    yield await T()
def wrap(): return c2().__await__()
class Bad(Exception):
    def __init__(self, *a): raise KeyError('bad', a)
class New(Exception):
    def __new__(cls, *a): return 5
class Sub(ValueError): pass
mk = {'g': g, 'g2': g2, 'g3': g3, 'g4': g4, 'c': c, 'c2': c2, 'wrap': wrap,
 'asend': lambda: ag().asend(None), 'anext': lambda: anext(ag(), 1), 'asend2': lambda: ag2().asend(None), 'aclose': lambda: ag().aclose(),'athrow': lambda: ag().athrow(OSError), 'done': lambda: iter(())}
def st(x):
    out = []; t = x.__traceback__
    while t: out.append(f'{t.tb_frame.f_code.co_name}:{t.tb_lineno}'); t = t.tb_next
    return out
argss = [(ValueError,), (ValueError, 1), (ValueError, 1, None), (ValueError, None, tb), (ValueError, ValueError(2), tb), (ValueError, (1, 2)), (ValueError, Sub(3)), (Sub, ValueError(4)), (ValueError(1), 2), (ValueError(1), None, 5), (5,), (int,), (int, 1, 2), (ValueError, 1, 5), (Bad,), (Bad, 1), (New,), (GeneratorExit, 1), (GeneratorExit(1), 2), (GeneratorExit, GeneratorExit(3), tb), (), (1, 2, 3, 4), (StopIteration, 5), (None,), (ValueError, tb), (BaseException,), (ValueError(7), None, tb)]
for n, f in mk.items():
    for args in argss:
        for steps in 0, 1, 2:
            print(n, ['tb' if a is tb else a for a in args], steps)
            try:
                x = f()
                for i in range(steps): x.send(None)
            except BaseException as e: print('early', repr(e)); continue
            try: print('=', x.throw(*args))
            except BaseException as e: print(type(e).__name__, re.sub("0x[0-9a-f]*","0x",str(e.args)), st(e), repr(e.__context__))
            try: print('=', x.send(None))
            except BaseException as e: print(type(e).__name__, re.sub("0x[0-9a-f]*","0x",str(e.args)), st(e), repr(e.__context__))
            x = None
for args in argss:
    for steps in 0, 1, 2, 3:
        print('athrow', ['tb' if a is tb else a for a in args], steps)
        try:
            x = ag(); y = x.asend(None)
            for i in range(steps):
                try: y.send(None)
                except StopIteration: y = x.asend(None)
        except BaseException as e: print('early', repr(e)); continue
        try: z = x.athrow(*args)
        except BaseException as e: print(type(e).__name__, re.sub("0x[0-9a-f]*","0x",str(e.args)), st(e), repr(e.__context__)); continue
        for i in 1, 2, 3:
            try: print('=', z.send(None))
            except BaseException as e: print(type(e).__name__, re.sub("0x[0-9a-f]*","0x",str(e.args)), st(e), repr(e.__context__))
