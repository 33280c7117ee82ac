# Tuples that iterators use again are known to the collector, whatever they held before.
import gc
from itertools import combinations, combinations_with_replacement, pairwise, permutations, product, zip_longest

makers = {
    'combinations': lambda s: combinations(s, 1),
    'combinations_with_replacement': lambda s: combinations_with_replacement(s, 1),
    'permutations': lambda s: permutations(s, 1),
    'product': product,
    'zip_longest': zip_longest,
    'zip': zip,
    'pairwise': pairwise,
    'enumerate': enumerate,
    'items': lambda s: iter(dict(enumerate(s)).items()),
}
for name, make in makers.items():
    for source in [None, []], range(9), [1, [], 2, [], 3]:
        it = make(source)
        seen = []
        for _ in range(3):
            pair = next(it, None)
            if pair is not None:
                seen.append(gc.is_tracked(pair))
                gc.collect()
                seen.append(gc.is_tracked(pair))
            del pair
        print(name, seen)
