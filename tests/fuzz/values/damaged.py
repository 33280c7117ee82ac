# Damaged data for everything that reads bytes: marshal, json, struct, array, codecs, code objects.
# Only what an interpreter may say of it is told: a value or the type of an exception.
import array
import codecs
import json
import marshal
import struct
import sys
import warnings
from common import arguments

r, count = arguments()
warnings.simplefilter('ignore')


def f(a, b=1, *c, d=2, **e):
    try:
        for x in a:
            yield x + b
    except ValueError as error:
        return [c, d, e, error]
    finally:
        print(f'{a!r:>{b}}')


samples = [None, True, ..., 1, -(2**70), 1.5, 1j, 'abc', 'é' * 300, b'xyz', (1, 2), [1, [2]], {'a': 1, 'b': (2,)}, {1, 2}, frozenset('ab'),
           ('x', 'x', ['y', 'y']), StopIteration, f.__code__.replace(co_filename='f'), slice(1, 2), '日本', (), '', 10**200]


def damage(data):
    data = bytearray(data)
    for _ in range(r.pick([1, 1, 2, 3, 8])):
        k = r.below(5)
        at = r.below(len(data) + 1)
        if k == 0:
            del data[at:]
        elif k == 1 and data:
            data[min(at, len(data) - 1)] = r.below(256)
        elif k == 2:
            data[at:at] = bytes([r.below(256) for _ in range(r.between(1, 5))])
        elif k == 3:
            del data[at:at + r.between(1, 4)]
        elif data:
            data[min(at, len(data) - 1)] ^= 1 << r.below(8)
    return bytes(data)


def told(f, *args, text=True):
    try:
        v = f(*args)
    except Exception as e:
        if not text and isinstance(e, (EOFError, ValueError, OverflowError, MemoryError, SystemError)):
            return 'refused'
        return type(e).__name__ + (' ' + ascii(str(e)) if text else '')
    if type(v).__name__ == 'code':
        return 'code'
    t = ascii(v)
    return type(v).__name__ + ' ' + (t if ' at 0x' not in t and len(t) < 2000 else '...')


def replaced(code):
    """A code object with nonsense in it: only made, never run."""
    fields = {'co_argcount': r.between(-1, 9), 'co_nlocals': r.between(-1, 9), 'co_stacksize': r.between(-1, 9), 'co_flags': r.below(1 << 16),
              'co_code': damage(code.co_code), 'co_consts': (1, 'a'), 'co_names': ('x',), 'co_varnames': ('a', 'b'), 'co_freevars': ('z',),
              'co_cellvars': ('a',), 'co_linetable': damage(code.co_linetable), 'co_exceptiontable': damage(code.co_exceptiontable),
              'co_posonlyargcount': r.between(-1, 5), 'co_kwonlyargcount': r.between(-1, 5), 'co_firstlineno': r.between(-5, 1 << 30)}
    name = r.pick(list(fields))
    v = code.replace(**{name: fields[name]})
    if name in ('co_linetable', 'co_exceptiontable'):
        try:
            return len(list(zip(range(2000), v.co_positions()))) >= 0 and len(list(zip(range(2000), v.co_lines()))) >= 0
        except Exception:
            return True
    return True


text_codecs = ['utf-8', 'utf-16', 'utf-32', 'utf-16-le', 'utf-32-be', 'ascii', 'latin-1', 'utf-7', 'unicode_escape', 'raw_unicode_escape',
               'cp1252', 'utf-8-sig', 'punycode', 'idna', 'hex', 'base64', 'rot13']
texts = ['aé日😀', '\\x41\\u00e9\\U0001f600\\N{DIGIT ONE}\\q', '+AGE-b', 'x' * 20, '', '\ud800z', '\x00\x7f']
for i in range(count):
    k = r.below(7)
    if k < 2:
        sample = r.pick(samples)
        data = damage(marshal.dumps(sample, 5 if type(sample).__name__ in ('code', 'slice') else r.between(0, 5)))
        # What a damaged reference or count leads to differs between versions of the reader: only the kind is told.
        print(i, 'marshal', *([data] if len(sys.argv) > 3 else []), told(marshal.loads, data, text=len(sys.argv) > 3))
    elif k == 2:
        data = damage(r.pick(['{"a": [1, 2.5e3, null, true], "b": "\\u00e9\\n"}', '[[], {}, "x\\\\", -0.0, 1E400]', '"\\ud83d\\ude00"', 'NaN', ' [1,2] ']).encode())
        print(i, 'json', data, told(json.loads, data.decode('latin-1')), told(json.loads, data))
    elif k == 3:
        fmt = ''.join([r.pick('<>=!@') if r.chance(0.05) else r.pick(['', '', '2', '0', '10']) + r.pick('xcbB?hHiIlLqQnNefdspP zZ') for _ in range(r.between(1, 4))])
        if r.chance(0.6):
            fmt = r.pick('<>=!@') + fmt
        data = bytes([r.below(256) for _ in range(r.pick([1, 2, 4, 8, 16, 3]))])
        print(i, 'struct', ascii(fmt), told(struct.calcsize, fmt), told(struct.unpack, fmt, data), told(struct.unpack_from, fmt, data, r.between(-3, 3)),
              told(struct.pack, fmt, *[r.pick([0, 1, -1, 300, 2**40, 1.5, b'a', b'abc', True, None]) for _ in range(r.below(3))]))
    elif k == 4:
        code = r.pick('bBuwhHiIlLqQfdxz')
        data = bytes([r.below(256) for _ in range(r.below(17))])
        print(i, 'array', code, told(lambda: array.array(code, data).tolist()), told(lambda: array.array(code, [r.pick([1, -1, 'a', 2**33, 1.5])])))
    elif k == 5:
        name = r.pick(text_codecs)
        errors = r.pick(['strict', 'ignore', 'replace', 'backslashreplace', 'surrogateescape', 'surrogatepass', 'xmlcharrefreplace', 'namereplace', 'nonsense'])
        text = r.pick(texts)
        try:
            data = damage(text.encode(name, 'replace') if name not in ('hex', 'base64', 'rot13') else b'6162')
        except Exception:
            data = damage(text.encode('utf-8', 'surrogatepass'))
        print(i, 'codec', name, errors, data, told(codecs.decode, data, name, errors), told(codecs.encode, text, name, errors))
    else:
        print(i, 'code', told(replaced, f.__code__, text=False) if r.chance(0.5) else told(lambda: replaced(marshal.loads(marshal.dumps(f.__code__))), text=False))
