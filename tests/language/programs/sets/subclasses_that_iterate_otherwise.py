# Sets are taken as they are, whatever their class says of iterating; other containers are asked.
import bisect, collections


class Otherwise:
    def __iter__(self): return iter([9, 8])
    def __contains__(self, x): return x == 99
    def __len__(self): return 7


class S(Otherwise, set): pass
class F(Otherwise, frozenset): pass
class D(Otherwise, dict): pass
class L(Otherwise, list): pass
class T(Otherwise, tuple): pass


METHODS = '''update union intersection difference symmetric_difference intersection_update difference_update
symmetric_difference_update issubset issuperset isdisjoint __or__ __and__ __sub__ __xor__ __le__ __ge__ __eq__ __ior__
__iand__ __isub__ __ixor__ __ror__'''.split()
for o in (S([1, 2]), F([1, 2]), D({1: 2, 3: 4}), L([1, 2]), T((1, 2))):
    print(type(o).__name__, o)
    for m in METHODS:
        s = {1, 5}
        try:
            print('  ', m, getattr(s, m)(o), s)
        except TypeError as e:
            print('  ', m, e)
    for f in (set, frozenset, list, tuple, dict.fromkeys, collections.Counter, sorted, sum, len, lambda o: {*o},
              lambda o: [*o], lambda o: {0, *o}, lambda o: 1 in o, lambda o: o == type(o).__mro__[2](o), repr, str,
              lambda o: o.copy(), lambda o: hash(o) == hash(frozenset(o)), lambda o: bisect.bisect(o, 1)):
        try:
            print('  ', f.__name__, f(o))
        except (TypeError, AttributeError) as e:
            print('  ', f.__name__, e)
for o in ({}, {1: 2}, set(), 5, None, (), range(0)):
    try:
        print(bisect.bisect(o, 1))
    except TypeError as e:
        print(o, e)
