import struct

values = [65519, 65520, 2**31, -2**31, -2**31 - 1, 2**32, 10**39, 10**400, True, 65520.0, 1e39, 1e39j]
for code in 'efdPFDiQ':
    for order in ('', '<', '>', '='):
        for v in values:
            if code == 'Q' and order == '' and isinstance(v, float): continue
            try:
                print(order + code, repr(v)[:20], struct.pack(order + code, v).hex())
            except (struct.error, OverflowError) as e:
                print(order + code, repr(v)[:20], type(e).__name__, e)


class F:
    def __float__(self): return 1 / 0
class N:
    def __index__(self): return 2**64
class O:
    def __index__(self): raise OverflowError('mine')
class B:
    def __bool__(self): raise OverflowError('no truth')


for code in 'edQPF?':
    for v in (F(), N(), B()) if code == 'Q' else (F(), N(), O(), B()):
        try:
            print(code, type(v).__name__, struct.pack('=' + code if code != 'P' else code, v).hex())
        except Exception as e:
            print(code, type(v).__name__, type(e).__name__, e)
