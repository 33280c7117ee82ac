# sys.exception() and __context__ in generators that are thrown into and closed through others.
import sys, types
def inner():
    try: yield 1
    except KeyError: pass
    print('in', repr(sys.exception()))
    try: yield 2
    except KeyError as e: print('ctx', repr(e.__context__))
    try: raise OSError
    except OSError as e: print(repr(e.__context__))
    yield 3
    try: yield 4
    except KeyError: return 7
def inner2():
    try: yield 1
    except KeyError: pass
    raise NameError
def inner3():
    try: raise LookupError
    except LookupError:
        try: yield 1
        except KeyError: pass
        yield 2
        print(sys.exception())
class T:
    def __iter__(self): return self
    def __next__(self): return 1
    def throw(self, *a):
        print('throw', repr(sys.exception()))
        try: raise OSError
        except OSError as e: print(repr(e.__context__))
        return 5
    def close(self):
        print('close', repr(sys.exception()))
    def send(self, v):
        print('send', repr(sys.exception()))
        return 3
def outer(f):
    try: raise ValueError
    except ValueError:
        yield from f()
def outer2(f):
    try: raise IndexError
    except IndexError:
        yield from outer(f)
def outer3(f):
    yield from outer2(f)
def play(g):
    for op in 'sttssttstct':
        try: print(g.throw(KeyError) if op == 't' else g.close() if op == 'c' else g.send(None))
        except BaseException as e: print(repr(e), repr(e.__context__))
    g.close()
for o in outer, outer2, outer3:
    for f in inner, inner2, inner3, T:
        print(o.__name__, f.__name__)
        play(o(f))
        try: raise StopIteration
        except StopIteration: play(o(f))

def again(f):
    try: raise ValueError
    except ValueError:
        try: yield from f()
        except KeyError as e: print('again', repr(e.__context__), repr(sys.exception()))
        except NameError as e: print('name', repr(e.__context__), repr(sys.exception()))
        print('after', repr(sys.exception()))
        x = yield from f()
        print('after', x, repr(sys.exception()))
        raise
async def cagain(f):
    class A:
        def __await__(self): return again(f)
    try: raise MemoryError
    except MemoryError:
        await A()
for f in inner, inner2, inner3, T: play(again(f)); play(cagain(f))
def chain(e):
    out = []
    while e is not None and len(out) < 6: out.append(repr(e)); e = e.__context__
    return out
def inner():
    try: yield 1
    except GeneratorExit as e: print('inner', chain(e)); raise
def outer():
    try: yield from inner()
    except GeneratorExit as e: print('outer', chain(e)); raise
def ho():
    try: raise OSError
    except OSError:
        try: yield from outer()
        except GeneratorExit as e: print('ho', chain(e)); raise
class I:
    def __iter__(self): return self
    def __next__(self): return 1
def oi():
    try: yield from I()
    except GeneratorExit as e: print('oi', chain(e)); raise
async def ag():
    try: await co()
    except GeneratorExit as e: print('ag', chain(e)); raise
    yield 1
@types.coroutine
def co():
    try: yield 1
    except GeneratorExit as e: print('co', chain(e)); raise
async def m():
    try: await ag().asend(None)
    except GeneratorExit as e: print('m', chain(e)); raise
async def ac():
    try: yield 1
    except GeneratorExit as e: print('ac', chain(e)); raise
async def m2():
    a = ac()
    await a.asend(None)
    await a.aclose()
async def m3():
    a = ac()
    await a.asend(None)
    try: raise RuntimeError
    except RuntimeError: await a.aclose()
for f in inner, outer, ho, oi, m, co:
    for op in 'close', 'throw', 'del', 'delh', 'closeh', 'throwh', 'throwi':
        print(f.__name__, op)
        x = f()
        x.send(None)
        try:
            if op == 'close': x.close()
            elif op == 'throw': x.throw(GeneratorExit)
            elif op == 'del': del x
            else:
                try: raise KeyError
                except KeyError:
                    if op == 'delh': del x
                    elif op == 'closeh': x.close()
                    elif op == 'throwi': x.throw(GeneratorExit())
                    else: x.throw(GeneratorExit)
        except BaseException as e: print(chain(e))
for f in m2, m3:
    x = f()
    try: x.send(None)
    except StopIteration: pass
