# Keys whose finalizers change the list that is being sorted.
class Killer:
    def __init__(self, x): pass
    def __lt__(self, other): return False
    def __del__(self):
        del data[:]
        data[:] = range(20)
for n in (1, 2, 10):
    data = list(range(n))
    try:
        data.sort(key=Killer)
        print('sorted', data)
    except ValueError as e:
        print(e, data)
class Raises(Killer):
    def __lt__(self, other): raise KeyError('no')
data = [3, 1, 2]
try: data.sort(key=Raises)
except KeyError as e: print(repr(e), data)
