# Every method of the builtin types, and the builtin functions, called with random arguments, right and wrong.
import types
from common import arguments, outcome

r, count = arguments()


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n

    def __repr__(self):
        return f'Index({self.n})'


class Bad:
    def __eq__(self, other):
        raise KeyError('eq')

    def __hash__(self):
        return 3

    def __len__(self):
        return -1

    def __index__(self):
        raise IndexError('index')

    def __iter__(self):
        raise RuntimeError('iter')

    def __repr__(self):
        return 'Bad()'


class Str(str):
    pass


class Int(int):
    pass


class List(list):
    pass


def value(depth=2):
    k = r.below(24)
    if k < 4:
        return r.integer() if r.chance(0.4) else r.between(-3, 6)
    if k < 9:
        return r.text()
    if k == 9:
        return r.double()
    if k == 10:
        return r.pick([None, True, False, ..., NotImplemented, int, str])
    if k == 11:
        return bytes([r.below(256) for _ in range(r.below(6))])
    if k == 12:
        return r.pick([b'ab cAB', b'a', b'', b' \t', b'1,2'])
    if k == 13:
        return bytearray(r.pick([b'', b'abc', b'a b', b'\xff']))
    if k == 14:
        return r.pick([slice(1, None), slice(None, None, -1), range(3), range(5, 0, -2), Index(2), Index(-1), Bad(), Str('st'), Int(4),
                       List([1]), 1j, memoryview(b'abcd'), slice(0, 2), lambda *a: 1, len, str.upper, repr])
    if depth <= 0:
        return r.between(0, 5)
    items = [value(depth - 1) for _ in range(r.below(4))]
    if k < 18:
        return items
    if k < 20:
        return tuple(items)
    try:
        if k == 20:
            return set(items)
        if k == 21:
            return frozenset(items)
        return dict.fromkeys(items, value(depth - 1))
    except Exception:
        return items


def told(v, depth=0):
    t = type(v)
    if t in (set, frozenset):
        return t.__name__ + '{' + ', '.join(sorted([told(x) for x in v])) + '}'
    if t in (list, tuple) and depth < 4:
        return t.__name__ + '[' + ', '.join([told(x, depth + 1) for x in v[:30]]) + ']'
    if t is slice:
        return f'slice({told(v.start)}, {told(v.stop)}, {told(v.step)})'
    if t is dict and depth < 4:
        return 'dict{' + ', '.join([told(k, depth + 1) + ': ' + told(x, depth + 1) for k, x in v.items()]) + '}'
    if t is memoryview:
        try:
            return f'memoryview {v.tolist()!r} {v.format} {v.shape} {v.strides}' if v.nbytes < 100 else 'memoryview'
        except Exception as e:
            return f'memoryview {type(e).__name__} {e}'
    if isinstance(v, types.FunctionType | types.BuiltinFunctionType | types.MethodType):
        return v.__qualname__
    text = ascii(v)
    if ' at 0x' in text:
        text = t.__name__
        if hasattr(v, '__next__'):
            try:
                text += told([x for _, x in zip(range(10), v)])
            except Exception as e:
                text += f'{type(e).__name__} {ascii(str(e))}'
    return f'{t.__name__} {text[:300]}'


subjects = {
    str: lambda: r.text(), bytes: lambda: bytes([r.pick(b'ab cAB01,\xff\n') for _ in range(r.below(8))]),
    bytearray: lambda: bytearray([r.pick(b'ab cAB01,\xff\n') for _ in range(r.below(8))]),
    int: lambda: r.integer(), float: lambda: r.double(), complex: lambda: complex(r.double(), r.double()), bool: lambda: r.chance(0.5),
    list: lambda: [value(1) for _ in range(r.below(6))], tuple: lambda: tuple([value(1) for _ in range(r.below(6))]),
    dict: lambda: {r.pick(['a', 'b', 1, 2.0, None, (1,)]): value(1) for _ in range(r.below(5))},
    set: lambda: {r.pick(['a', 'b', 1, 2, None, (1,), 3, 4.5]) for _ in range(r.below(6))},
    frozenset: lambda: frozenset({r.pick(['a', 'b', 1, 2, None, (1,), 3]) for _ in range(r.below(6))}),
    range: lambda: range(*[r.between(-5, 9) for _ in range(r.between(1, 2))]), slice: lambda: slice(*[r.pick([None, -2, 0, 1, 5]) for _ in range(r.between(1, 3))]),
    memoryview: lambda: memoryview(r.pick([b'abcdefgh', bytearray(b'abcdefgh'), b''])),
}
skip = {'__class__', '__init_subclass__', '__subclasshook__', '__dir__', '__sizeof__', '__reduce__', '__reduce_ex__', '__hash__', '__new__',
        '__getstate__', '__doc__', '__buffer__', '__release_buffer__', '__getattribute__', '__setattr__', '__delattr__', '__init__',
        '__class_getitem__', '_from_flags', '__repr__', '__getformat__'}
names = {t: [n for n in dir(t) if n not in skip] for t in subjects}
builtin = [abs, all, any, ascii, bin, bool, bytearray, bytes, callable, chr, complex, dict, divmod, enumerate, filter, float, format, frozenset,
           getattr, hasattr, hex, int, isinstance, issubclass, iter, len, list, map, max, memoryview, min, next, oct, ord, pow, range, repr,
           reversed, round, set, slice, sorted, str, sum, tuple, zip]
keywords = ['key', 'default', 'reverse', 'sep', 'maxsplit', 'encoding', 'errors', 'start', 'strict', 'signed', 'byteorder', 'length', 'keepends',
            'tabsize', 'count', 'base', 'real', 'imag', 'end', 'object', 'number', 'ndigits', 'iterable', 'old', 'new', 'x']


def dangerous(f, self, args):
    """Whether the call could take long or much memory."""
    big = [a for a in args if isinstance(a, (int, Int)) and not isinstance(a, bool) and abs(a) > 2000 or type(a) is float and abs(a) > 2000]
    name = getattr(f, '__name__', '')
    if isinstance(self, (int, float)) and abs(self) > 2000 and name in ('__rmul__', '__mul__', '__rlshift__', '__rpow__', '__pow__', '__imul__'):
        return any(not isinstance(a, (int, float, complex)) for a in args) or name.endswith(('pow__', 'shift__'))
    if name in ('__pow__', '__rpow__', '__lshift__', '__rlshift__', 'pow'):
        return bool(big) or any(isinstance(a, int) and abs(a) > 500 for a in args[:2] if name == 'pow') and len(args) < 3
    if f in (bytes, bytearray, list, tuple, set, frozenset, sorted, sum, max, min, dict, all, any, enumerate) or name in (
            '__mul__', '__rmul__', '__imul__', 'center', 'ljust', 'rjust', 'zfill', 'expandtabs', 'to_bytes', '__format__', 'format', 'extend',
            'join', 'update'):
        return bool(big) or any(isinstance(a, range) and len(a) > 2000 for a in args)
    return False


for i in range(count):
    if r.chance(0.82):
        t = r.pick(list(subjects))
        self = subjects[t]()
        name = r.pick(names[t])
        f = getattr(self, name)
        label = f'{t.__name__}.{name}'
        before = told(self)
    else:
        f, self, label, before = r.pick(builtin), None, '', ''
        label = f.__name__
    n = r.pick([0, 1, 1, 1, 2, 2, 3, 4])
    args = [value() for _ in range(n)]
    if self is not None and r.chance(0.3):
        args[:1] = [subjects[type(self)]()]
    kw = {r.pick(keywords): value() for _ in range(r.below(2) if r.chance(0.15) else 0)}
    if not callable(f):
        print(i, label, before, told(f))
        continue
    if dangerous(f, self, args + list(kw.values())):
        continue
    shown = ', '.join([told(a) for a in args] + [f'{k}={told(v)}' for k, v in kw.items()])
    try:
        result = told(f(*args, **kw))
    except Exception as e:
        result = f'{type(e).__name__}: {ascii(str(e))}'
    print(i, label, before, '(', shown, ') ->', result, told(self) if self is not None and told(self) != before else '')
