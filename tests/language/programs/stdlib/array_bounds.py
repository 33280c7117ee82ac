# Numbers too large for an array's items: the words depend on the C types they come through.
import array

for code in 'bBhHiIlLqQ':
    for v in (2**33, -2**33, 2**31, -2**31-1, 2**70, -2**70, 300, -300, 2**16, -1, 2**63, 2**64, 1.5, 'a', None, True):
        try: print(code, v, array.array(code, [v]))
        except Exception as e: print(code, v, type(e).__name__, e)
