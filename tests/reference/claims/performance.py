# Document 004, "Performance Optimization": profiling, and that the optimizations give the same.
import cProfile
import io
import pstats
import sys
from claim import claim, here, raises


def leaf():
    return 1


def middle():
    return leaf() + leaf()


def slow_function():
    total = 0
    for _ in range(50):
        total += middle()
    return total


profiler = cProfile.Profile()
profiler.enable()
slow_function()
profiler.disable()
text = io.StringIO()
stats = pstats.Stats(profiler, stream=text)
counts = {key[2]: value[:2] for key, value in stats.stats.items()}
claim("a profile counts the calls", (counts["slow_function"], counts["middle"], counts["leaf"]) == ((1, 1), (50, 50), (100, 100)))
callers = {key[2]: {c[2] for c in value[4]} for key, value in stats.stats.items()}
claim("... and knows the callers", (callers["leaf"], callers["middle"]) == ({"middle"}, {"slow_function"}))
times = {key[2]: value[2:4] for key, value in stats.stats.items()}
claim("the cumulative time holds that of the called", times["slow_function"][1] >= times["middle"][1] >= times["leaf"][1] >= 0)
stats.sort_stats("cumulative").print_stats(2)
lines = text.getvalue().split("\n")
claim("print_stats(2): the top 2", "List reduced from" in text.getvalue() and sum(l.rstrip().endswith(")") and ":" in l and l[:10].strip().isdigit() for l in lines) == 2)
claim("... sorted by cumulative time", text.getvalue().index("slow_function") < text.getvalue().index("middle"))


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


with cProfile.Profile() as profiler:
    fib(10)
counts = {key[2]: value[:2] for key, value in pstats.Stats(profiler).stats.items()}
claim("recursive calls: primitive and all", counts["fib"] == (1, 177))
saved, sys.stdout = sys.stdout, io.StringIO()
cProfile.runctx("middle()", globals(), {})
text, sys.stdout = sys.stdout.getvalue(), saved
claim("cProfile.run shows a table", "ncalls  tottime  percall  cumtime  percall filename:lineno(function)" in text and "(middle)" in text and "5 function calls" not in text.split("\n")[1] or "function calls" in text)
import profile

calls = []
p = profile.Profile()
claim("the profile module too", p.runcall(fib, 5) == 5 and [v[:2] for k, v in pstats.Stats(p).stats.items() if k[2] == "fib"] == [(1, 15)])

# Optimizations: the same result
words = ["a", "b", "c"] * 100
s = ""
for word in words:
    s += word
claim("string concatenation", s == "".join(words))
result = []
for i in range(1000):
    result.append(i * 2)
claim("list comprehensions", result == [i * 2 for i in range(1000)])
claim("sets for membership testing", [x in [1, 2, 3, 4, 5] for x in range(7)] == [x in {1, 2, 3, 4, 5} for x in range(7)])
claim("generators for large data", sum([x * x for x in range(10000)]) == sum(x * x for x in range(10000)))
claim("... use little memory", sys.getsizeof(x for x in range(10**6)) < 1000 < sys.getsizeof([x for x in range(10**4)]))


def local_len():
    _len = len
    return [_len([1, 2, 3]) for _ in range(10)]


claim("a local reference to a builtin", local_len() == [3] * 10)


# Equality testing costs a set one look, a list one for each item
class Counting:
    looks = 0

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return self.n

    def __eq__(self, other):
        Counting.looks += 1
        return self.n == other.n


items = [Counting(i) for i in range(1000)]
as_set = set(items)
Counting.looks = 0
Counting(999) in items
in_list = Counting.looks
Counting.looks = 0
Counting(999) in as_set
claim("a list: O(n), a set: O(1)", in_list == 1000 and Counting.looks == 1)
