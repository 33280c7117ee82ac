# Members that cannot be set, an empty text in no encoding, an empty OrderedDict.
import collections, re

p = re.compile('a')
m = p.match('a')
for o, names in ((p, 'flags pattern groups groupindex'), (m, 'pos endpos re string lastgroup lastindex regs'),
                 (list[int], '__unpacked__ __origin__')):
    for n in names.split():
        for f in (lambda: setattr(o, n, 1), lambda: delattr(o, n)):
            try:
                f()
            except AttributeError as e:
                print(n, e)
for f in (lambda: b''.decode('nosuch'), lambda: bytearray().decode('nosuch', 'x'), lambda: str(b'', 'nosuch'),
          lambda: ''.encode('nosuch'), lambda: b''.decode('hex'), lambda: b''.decode('a\0b'), lambda: bytes('', 'nosuch'),
          lambda: collections.OrderedDict().move_to_end([]), lambda: collections.OrderedDict(a=1).move_to_end([])):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)
