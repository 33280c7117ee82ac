from itertools import *
print(list(chain([1], "ab")), list(chain.from_iterable([[1], [2, 3]])), list(islice(count(3, 2), 4)), list(islice("abcdef", 1, None, 2)), list(islice(cycle("xy"), 5)), list(repeat(7, 3)), list(accumulate([1, 2, 3])), list(accumulate([3, 1, 2], max)), list(accumulate([1, 2], initial=10)), list(accumulate([])))
print(list(compress("abcd", [1, 0, 1, 1])), list(dropwhile(lambda x: x < 3, [1, 3, 2])), list(takewhile(lambda x: x < 3, [1, 3, 2])), list(filterfalse(lambda x: x % 2, range(5))), list(filterfalse(None, [0, 1])), [(k, list(g)) for k, g in groupby("aabba")], [(k, list(g)) for k, g in groupby([1, 3, 2, 4], lambda x: x % 2)], list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest("ab", "c", fillvalue="-")), list(pairwise("abcd")))
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(permutations("abc", 2)), len(list(permutations(range(5)))), list(combinations("abcd", 2)), list(combinations_with_replacement("ab", 2)), list(combinations("a", 2)), list(permutations("ab", 0)), list(batched("abcdefg", 3)), list(batched("ab", 5)))
a, b, c = tee([1, 2, 3], 3)
print(next(a), list(b), list(a), list(c), list(tee("xy", 1)[0]), tee([], 0))
print(count(1.5, 0.5), next(count(10 ** 30)), repeat("x"), repeat("x", 2), count(), list(zip(count(5, -2), "abc")), list(islice(count(1, 0.1), 3)), [x for x, _ in zip(count(2 ** 31 - 2), range(4))], [x for x, _ in zip(count(2 ** 63 - 2), range(4))])
for f in (lambda: list(islice([1], -1)), lambda: list(batched("a", 0)), lambda: list(batched("abc", 2, strict=True)), lambda: permutations("a", -1), lambda: combinations("a"), lambda: chain(5).__next__(), lambda: count("a"), lambda: repeat(), lambda: list(product(5)), lambda: tee([], -1), lambda: list(starmap(pow, [1])), lambda: list(accumulate([1, "a"])), lambda: islice(), lambda: list(zip_longest("a", foo=1)), lambda: groupby(), lambda: cycle(5), lambda: list(islice("a", 1, 2, 0)), lambda: repeat("a", "b"), lambda: compress("a"), lambda: list(pairwise(5)), lambda: product("a", repeat=-1), lambda: product("ab", repeat="x")):
    try: print(f())
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
g = groupby("aab")
k1, i1 = next(g); k2, i2 = next(g)
print(k1, list(i1), k2, list(i2))
def primes(): return filterfalse(lambda n: any(n % d == 0 for d in range(2, int(n ** .5) + 1)), count(2))
print(list(islice(primes(), 10)), sum(takewhile(lambda x: x < 50, primes())))
s = [1, 2, 3]
print(list(chain.from_iterable(combinations(s, r) for r in range(len(s) + 1))), dict(zip("ab", count())), list(map(lambda t: sum(t), product([1, 2], [10, 20]))), max(accumulate([1, -1, 1], lambda a, b: a * b)), list(zip(*[iter("abcdef")] * 2)), list(chain(*[[1], [2]])), [len(list(g)) for _, g in groupby(sorted("mississippi"))])
import operator
print(list(accumulate(range(1, 6), operator.mul)), list(map(operator.add, [1, 2], [3, 4])), operator.itemgetter(1, 0)("ab"), operator.attrgetter("real", "imag")(3), operator.methodcaller("upper")("a"), operator.itemgetter(slice(1))("abc"), operator.attrgetter("__class__.__name__")(5))
