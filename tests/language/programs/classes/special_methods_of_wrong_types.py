# What a special method returns is checked where it is used: every consumer, every wrong value.
import bisect, math, operator, os, sys


class Bad:
    def __init__(self, name, value):
        self.make = lambda base=object: type('C', (base,), {name: value})()


def returns(v): return lambda *a, **k: v
def fails(*a, **k): return 1 / 0


VALUES = [None, 5, -1, True, 2**70, 1.5, 'str', b'by', (), [1], {}, NotImplemented, int, ..., 1j]
USES = {
    '__len__': [len, bool, list, operator.length_hint, lambda o: bisect.bisect(o, 1)],
    '__bool__': [bool, lambda o: not o, lambda o: 1 if o else 2, lambda o: o and 1],
    '__hash__': [lambda o: hash(o) and 1, lambda o: len({o}), lambda o: {}.get(o)],
    '__str__': [str, lambda o: f'{o}', lambda o: '%s' % o, lambda o: '{}'.format(o), print, lambda o: o.__str__()],
    '__repr__': [repr, str, ascii, lambda o: f'{o}', lambda o: f'{o!r}', lambda o: f'{o!s}', lambda o: '%s' % o,
                 lambda o: '%r' % o, print, lambda o: [o].__repr__(), lambda o: o.__str__(), lambda o: str(ValueError(o)),
                 lambda o: object.__str__(o), lambda o: format(o)],
    '__format__': [format, lambda o: f'{o:x}', lambda o: '{:>5}'.format(o)],
    '__int__': [int, lambda o: '%d' % o, lambda o: '%x' % o],
    '__float__': [float, complex, lambda o: '%f' % o, math.sqrt],
    '__complex__': [complex],
    '__index__': [int, float, operator.index, range, hex, chr, bytes, lambda o: 'ab'[o], lambda o: 'ab'[:o],
                  lambda o: '%d' % o, lambda o: '%x' % o, lambda o: '%c' % o, lambda o: b'%c' % o, lambda o: b'%x' % o],
    '__round__': [round], '__trunc__': [math.trunc, int], '__floor__': [math.floor], '__ceil__': [math.ceil],
    '__iter__': [iter, list, ''.join, b''.join, lambda o: [*o], lambda o: (lambda *a: a)(*o), dict, sorted,
                 lambda o: 1 in o, tuple, set],
    '__contains__': [lambda o: 1 in o, lambda o: 1 not in o],
    '__reversed__': [reversed], '__length_hint__': [operator.length_hint],
    '__eq__': [lambda o: o == 1, lambda o: o != 1, lambda o: [o].count(2)],
    '__lt__': [lambda o: sorted([o, o]) and 1, lambda o: o < 1, lambda o: 1 > o],
    '__iadd__': [lambda o: operator.iadd(o, 1)], '__radd__': [lambda o: 1 + o],
    '__dir__': [dir], '__fspath__': [os.fspath], '__bytes__': [bytes], '__sizeof__': [lambda o: sys.getsizeof(o) and 1],
    '__instancecheck__': [lambda o: isinstance(1, o)], '__reduce_ex__': [lambda o: __import__('copy').copy(o) and 1],
    '__await__': [lambda o: (lambda c: c.send(None))((lambda: wait(o))())],
    '__aiter__': [aiter], '__anext__': [anext],
}


async def wait(o): return await o


for name, uses in USES.items():
    for value in [*map(returns, VALUES), fails, None, 5]:
        shown = value(0) if value and value != 5 and value is not fails else value
        for i, use in enumerate(uses):
            o = Bad(name, value).make()
            try:
                r = use(o)
                r = type(r).__name__ if hasattr(r, '__next__') or 'C object' in ascii(r) else ascii(r)
            except Exception as e:
                r = f'{type(e).__name__}: {e}'
            print(name, i, 'fails' if value is fails else shown, '|', r)
