# The same mistake is told in other words by int() and by a subclass of int.
class I(int): pass
class S(str): pass
class E(enumerate): pass


for t in (I, int, S, str, E, enumerate):
    for a in ((), (1, 2, 3), (1, 2, 3, 4), ('a', 'b'), ('12', '5'), ('12', 99)):
        for k in ({}, {'base': 3}, {'x': 1}, {'base': 1, 'object': 1, 'x': 2}, {'errors': 1}, {'encoding': 5},
                  {'iterable': []}, {'start': 1}):
            try:
                print(t.__name__, a, k, type(t(*a, **k)).__name__)
            except (TypeError, ValueError) as e:
                print(t.__name__, a, k, type(e).__name__, e)
print(repr(str(errors='x')), repr(str(encoding='nosuch')), repr(S(encoding='x', errors='y')))
