class Bad:
    def __index__(self): raise KeyError('index')
    def __len__(self): raise KeyError('len')
def t(f, *a, **k):
    try: r = f(*a, **k)
    except Exception as e: r = f'{type(e).__name__}: {e!s}'
    print(getattr(f, '__qualname__', f), [x if not isinstance(x, Bad) else 'Bad' for x in a], k, '->', r)
for s in ('\xe9', '1\xe9', '1_', '_1', '1__0j', '\xe9_', '1+\xe9j_', '1e', '1\ud800', '\ud800_', ' +inf\xe9_2', 'inf_', '1_000j', '1\u0663_1', '1_\u0663', '1\x00', '1_\x00', 'é_1'):
    t(complex, s)
    t(float, s)
for b in (b'a b', b'', b'\xff', b'1__0', bytearray(b'a b'), memoryview(b'a b'), bytearray(b''), b'9'*300+b'z', memoryview(bytearray(b'a'))):
    t(int, b); t(int, b, 3); t(int, b, 0); t(float, b)
class BA(bytearray): pass
class BY(bytes):
    def __repr__(self): return 'BY!'
class ST(str):
    def __repr__(self): return 'ST!'
t(int, BA(b'x')); t(int, BA(b'x'), 5); t(int, BY(b'x')); t(int, BY(b'x'), 5); t(int, ST('x')); t(int, ST('x'), 5); t(float, BY(b'x')); t(float, ST('x')); t(complex, ST('x'))
mk = str.maketrans
for a in ((), (1,), ('a',), (1, 2), (1, 'b'), ('a', 1), ('a', 'b', 3), (1, 'b', 'c'), (1, 2, 3), ('a', 'bb'), ('a', 'bb', 3), ({},), ({'ab': 1},), ({1: 2}, 3), ({1.5: 2},), ('a', 'b', 'c', 'd')):
    t(mk, *a)
    t('x'.maketrans, *a)
    t(mk, *a, x=1)
for a in ((), (b'a',), (b'a', 1), (1, b'a'), (b'a', b'bb'), ('a', b'b'), (b'a', 'b'), (b'a', b'b', b'c')):
    t(bytes.maketrans, *a); t(bytearray.maketrans, *a)
    t(bytes.maketrans, *a, x=1)
for o in (b'abcd', bytearray(b'abcd'), memoryview(b'abcd'), memoryview(b''), b'', bytearray()):
    for a in ((), ('-',), (b'-',), (1,), ('--',), ('é',), (b'\xff',), (Bad(),), ('',), (None,), ([],), (bytearray(b'-'),)):
        for n in ((), (1,), (-1,), (0,), (2**31,), ('x',), (None,), (Bad(),), (2.0,), (-2**31,), (2**70,), ((),)):
            t(o.hex, *a, *n)
    t(o.hex, bytes_per_sep=2); t(o.hex, sep=':'); t(o.hex, x=1)
import binascii
for a in ((1,), (b'ab', 1, 2), (b'ab', 1, ()), ('ab',), ('é', 1, ()), (b'ab', [], 1), (b'ab','-',Bad())):
    t(binascii.hexlify, *a)
m = memoryview(b'abcdefgh')
for a in (('\u0149',), ('\x00',), ('',), ('B\x00',), ('\ud800',), (1,), (b'B',), ('@',), ('@@B',), ('BB',), ('é',), ('B', 1), ('B', (1,)), ('B', [8]), ('B', ['a']), ('B', [8.0]), ('B', [2**70]), ('B', [-1]), ('B', [0]), ('B', []), ('H', [2, 2]), ('H', (2, 3)), ('B', [1]*65)):
    t(m.cast, *a)
t(m.__exit__, x=1); t(m.__enter__, 1); t(m.__enter__, x=1)
t(m.__exit__, 1, 2, 3, 4, 5)
for a in ((), (1, 2), (1, 2, 3)):
    t(b''.decode, *a); t(str, b'', *a); t(str, Bad, *a); t(''.encode, *a); t(bytes, '', *a); t(bytes, *a); t(bytearray, '', *a)
t(str, b'', Bad()); t(str, b'', 'utf8', Bad()); t(str, b'', errors=Bad()); t(bytes, '', Bad()); t(''.encode, Bad()); t(b''.decode, Bad())
t(str, b'', object.__new__(__import__('collections').UserDict))
for s in ('0 \xe9', 'a', 'ab c', 'xx', '0x', 'ab\xe9d', '\xe9', 'ab \xe9a', '0\xe9\xe9', '\xe90', '\u0661\u0661', 'ab\u3000', '\U0001f600', '0', '00 0', '00 0 0', 'zz\xe9', 'é z'):
    t(bytes.fromhex, s)
    t(bytearray.fromhex, s)
    t(bytes.fromhex, s.encode('utf8'))
