import io
d = io.IncrementalNewlineDecoder(None, True)
for n in (0, 1, 2**46, 2**47, 2**62, 2**63, 2**64-1, -1, -2**63):
    try:
        d.setstate((b'', n)); print(n, d.getstate())
    except Exception as e: print(n, type(e).__name__, e)
class D:
    def __init__(s, n): s.n = n
    def getstate(s): return (b'', s.n)
    def setstate(s, x): print('set', x)
for n in (0, 1, 2**46, 2**47, 2**62, 2**63, 2**64-1, 2**64, -1, -2**63):
    d = io.IncrementalNewlineDecoder(D(n), True)
    try: print(n, d.getstate())
    except Exception as e: print(n, type(e).__name__, e)
    try: d.setstate((b'', n))
    except Exception as e: print(n, type(e).__name__, e)
