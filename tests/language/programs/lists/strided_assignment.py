# What an extended slice replaces dies when all is in place.
class D:

    def __init__(s, n):
        s.n = n

    def __del__(s):
        print('del', s.n, len(L))
for st in (2, -1, 3, -2):
    L = [D(i) for i in range(8)]
    k = len(L[::st])
    L[::st] = range(k)
    print([getattr(x, 'n', -x if isinstance(x, int) else x) for x in L])
    L[::-1] = L
    L[::2] = L[::2][::-1]
    print(len(L))
    try:
        L[::2] = [1]
    except ValueError as e:
        print(e)
    L = []
