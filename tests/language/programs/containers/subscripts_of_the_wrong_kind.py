for a in (0, 4, -3, 2**50):
    for s in (2**47, 2**70, 1, -1, -2**60):
        try: print(range(a, a, s)[:5], range(a, a, s)[::2], range(a, a + 3, s)[:5:3])
        except Exception as e: print(e)
w = bytearray(b'abc')
for v in (slice(1), 5, None, 'a', [1], [300], 2**40, b'x'):
    for k in (slice(None,None,0), 5, 'a', slice(0,1), slice(None,None,2)):
        try: w[k] = v; print(w)
        except Exception as e: print(type(e).__name__, e)
class A: pass
class L(list): pass
class G:
    def __getitem__(self, k): return k
class S:
    def __setitem__(self, k, v): pass
class B:
    def __index__(self): 1/0
    def __repr__(self): return 'B'
class Big:
    def __index__(self): return 2**70
    def __repr__(self): return 'Big'
for o in (A(), G(), S(), A, 1, 'a', (1,), range(3), {1}, None, 1.5, b'a', object(), [].append, slice(1), iter('')):
    for k in (5, 10**25, 'a', B(), Big(), None, slice(1), 1.0, True):
        for op in ('o[k]', 'o[k]=1', 'del o[k]'):
            try: exec(op); r='ok'
            except Exception as e: r=(type(e).__name__, str(e))
            print(type(o).__name__, k, op, r)
w = bytearray(b'abc')
for v in (1j, 1.5, True, B(), Big(), 2**70):
    try:
        w[0:1] = v
    except Exception as e:
        print(type(e).__name__, e)
