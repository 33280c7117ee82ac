# A deque is a sequence without slices: what d[key] and d.__getitem__(key) say of other keys differs.
import collections, operator


class Sub(collections.deque): pass
class Own(collections.deque):
    def __getitem__(self, key): return 'own', key
class Index:
    def __index__(self): return 1
class Bad:
    def __index__(self): return 'a'


for make in (collections.deque, Sub, Own):
    for key in (0, -1, -3, -4, 2, 3, True, 2**31, -2**31, 2**100, Index(), Bad(), 1.0, 'a', None, slice(1), (0,)):
        for name, f in (('get', lambda d: d[key]), ('set', lambda d: operator.setitem(d, key, 'n')),
                        ('del', lambda d: operator.delitem(d, key)), ('getitem', lambda d: d.__getitem__(key)),
                        ('setitem', lambda d: d.__setitem__(key, 'n')), ('delitem', lambda d: d.__delitem__(key)),
                        ('match', lambda d: [a for d in [d] for a in d])):
            d = make('abc')
            try:
                r = f(d)
            except (TypeError, IndexError, OverflowError) as e:
                r = f'{type(e).__name__}: {e}'
            print(make.__name__, type(key).__name__, name, '|', type(r).__name__ if 'object at' in repr(r) else r, list(d))
d = collections.deque(range(5))
match d:
    case [a, *b, c]:
        print(a, b, c)
print(list(reversed(d)), d.index(3), 3 in d, d == collections.deque(range(5)), operator.indexOf(d, 2))
