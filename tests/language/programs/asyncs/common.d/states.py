# What a generator or coroutine is driven by and delegates to, and a log of all that becomes of it.
import gc, sys, warnings

log = []


def tb(e):
    out = []
    t = e.__traceback__
    while t is not None:
        out.append(f'{t.tb_frame.f_code.co_name}:{t.tb_lineno}')
        t = t.tb_next
    return ' '.join(out[1:])


def tell(e, depth=0):
    s = f'{type(e).__name__}({e}) [{tb(e)}]'
    if depth < 5:
        if e.__cause__ is not None: s += ' cause ' + tell(e.__cause__, depth + 1)
        elif e.__context__ is not None: s += ' context ' + tell(e.__context__, depth + 1)
    return s


def hook(u): log.append(f'unraisable {u.err_msg and u.err_msg.split(" at ")[0]} {tell(u.exc_value)}')


sys.unraisablehook = hook
warnings.simplefilter('always')
warnings.showwarning = lambda m, c, f, l, *a: log.append(f'warning {str(m)} {l}')


class It:
    def __await__(self): return self
    def __iter__(self): return self
    n = 0
    def __next__(self):
        self.n += 1
        if self.n > 2: raise StopIteration('end')
        return f'it{self.n}'
class ItThrow(It):
    def throw(self, *a):
        log.append(f'args {a!r}')
        return 'thrown'
class ItThrowRaise(It):
    def throw(self, *a):
        log.append(f'args {a!r}')
        raise LookupError('it')
class ItStop(It):
    def throw(self, *a):
        log.append(f'args {a!r}')
        raise StopIteration('stopped')
class ItClose(It):
    def close(self): log.append('close')
    def throw(self, *a): log.append('throw'); raise a[0]
class ItCloseRaise(It):
    def close(self): raise LookupError('close')


# One letter each, so that a text is a sequence of them.
ops = {
    's': lambda a: a.send(None),
    '1': lambda a: a.send(1),
    'n': lambda a: next(a),
    'm': lambda a: a.send(a),
    'v': lambda a: a.throw(ValueError('v')),
    'V': lambda a: a.throw(ValueError, 'v'),
    'k': lambda a: a.throw(KeyError, None, None),
    'g': lambda a: a.throw(GeneratorExit),
    'x': lambda a: a.throw(GeneratorExit('exit')),
    'a': lambda a: a.throw(StopAsyncIteration),
    'i': lambda a: a.throw(StopIteration(3)),
    'c': lambda a: a.close(),
    't': lambda a: a.throw(int),
    'T': lambda a: a.throw(ValueError(1), 2),
}


def attempt(f):
    try: r = f(); log.append(f'= {r!r}' if not hasattr(type(r), 'send') else 'itself')
    except BaseException as e:
        log.append(tell(e))
        e.__traceback__ = None


def tell_all():
    for l in log: print('  ', l)
    log.clear()
