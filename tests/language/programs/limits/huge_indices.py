# Indices that no index-sized integer holds, in every kind of sequence, before and after specialization.
import array, collections
class L(list): pass
objs = [(1, 2), [1, 2], 'ab', b'ab', bytearray(b'ab'), range(3), memoryview(b'ab'), array.array('i', [1]), collections.deque([1]), L(), 'é', '日', ()]
def get(o, k): return o[k]
def put(o, k): o[k] = 1
def rem(o, k): del o[k]
for o in objs:
    for k in (2**31, 2**41, -2**31 - 1, 2**31 - 1, -2**31, -2**41):
        for f in (get, put, rem, lambda o, k: o.pop(k), lambda o, k: o.insert(k, 1), lambda o, k: o * k if k < 0 else None):
            for _ in range(3):
                try: r = f(o, k)
                except Exception as e: r = (type(e).__name__, str(e))
            print(type(o).__name__, k, getattr(f, '__name__', ''), r)
