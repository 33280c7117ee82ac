# tracemalloc: which line asked for what is in use.
import gc, linecache, os, sys, tracemalloc, warnings
from tracemalloc import DomainFilter, Filter, Snapshot, Statistic, Trace, Traceback

print(tracemalloc.is_tracing(), tracemalloc.get_traced_memory(), tracemalloc.get_tracemalloc_memory())
for bad in (0, -1, 65536, 1 << 40, "x", 1.5):
    try:
        tracemalloc.start(bad)
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
try:
    tracemalloc.take_snapshot()
except RuntimeError as e:
    print(e)

here = __file__
compile("0", "prepares what compile() makes when first called", "exec")


def line_of(traceback):
    return [(os.path.basename(f.filename), f.lineno) for f in traceback]


def deep(n):
    return deep(n - 1) if n else bytearray(5000)


tracemalloc.start(3)
print(tracemalloc.is_tracing(), tracemalloc.get_traceback_limit())
x = [
    bytearray(i + 1) for i in range(100)
]
d = deep(5)
o = object()
print(line_of(tracemalloc.get_object_traceback(x[50])))
print(line_of(tracemalloc.get_object_traceback(d)), tracemalloc.get_object_traceback(d).total_nframe)
print(line_of(tracemalloc.get_object_traceback(o)))
print(tracemalloc.get_object_traceback(None), tracemalloc.get_object_traceback(5), tracemalloc.get_object_traceback(int))
big = bytes(100_000)
current, peak = tracemalloc.get_traced_memory()
print(current > 105_000, peak >= current, tracemalloc.get_tracemalloc_memory() > 1000)
del big
after, peak2 = tracemalloc.get_traced_memory()
print(99_000 < current - after < 101_000, peak2 >= current)
tracemalloc.reset_peak()
now, peak3 = tracemalloc.get_traced_memory()
print(peak3 < peak2, peak3 - now < 2000)

snapshot = tracemalloc.take_snapshot()
print(snapshot.traceback_limit, len(snapshot.traces) > 100)
mine = snapshot.filter_traces([Filter(True, here)])
print({t.traceback[-1].filename == here for t in mine.traces}, len(mine.traces) < len(snapshot.traces) + 1)
without = snapshot.filter_traces([Filter(False, here, all_frames=True)])
print(any(f.filename == here for t in without.traces for f in t.traceback))
print(len(snapshot.filter_traces([DomainFilter(False, 0)]).traces), len(snapshot.filter_traces((Filter(True, here, 32), DomainFilter(True, 0))).traces) > 0)
by_line = {s.traceback[0].lineno: s for s in mine.statistics("lineno")}
print([n for n in sorted(by_line) if by_line[n].count >= 100])
print([n for n, s in by_line.items() if s.size > 4900])
top = mine.statistics("traceback")[0]
print([line.strip() for line in top.traceback.format()], top.size > 4000)
print(mine.statistics("filename")[0].traceback[0].filename == here)
print([s.traceback[0].lineno for s in mine.statistics("lineno", cumulative=True)][:2])
try:
    mine.statistics("nothing")
except ValueError as e:
    print(e)

y = [None] * 5000
later = tracemalloc.take_snapshot().filter_traces([Filter(True, here)])
differences = later.compare_to(mine, "lineno")
print(differences[0].traceback[0].lineno, differences[0].size_diff > 19000, differences[0].count_diff >= 1)
del x
gone = tracemalloc.take_snapshot().filter_traces([Filter(True, here)]).compare_to(later, "lineno")
print([(s.traceback[0].lineno, s.size_diff < 0, s.count_diff <= -100) for s in gone][:1])

name = "snapshot.pickle"
later.dump(name)
again = Snapshot.load(name)
os.remove(name)
print(len(again.traces) == len(later.traces), again.traceback_limit)

tracemalloc.clear_traces()
print(tracemalloc.get_object_traceback(d), tracemalloc.is_tracing())


class Resource:
    def __init__(self):
        self.data = [1]

    def __del__(self):
        warnings.warn("not closed", ResourceWarning, source=self)


warnings.simplefilter("always")
messages = []
warnings.showwarning = lambda *a, **k: None
warnings._showwarnmsg = lambda m: messages.append(warnings._formatwarnmsg(m).replace(here, "prog"))
keep = [Resource() for _ in range(9)]
r = keep.pop()
del r
print(messages[-1].replace(os.path.dirname(here) + os.sep, "").replace("prog", "P"))

exec(compile("z = bytearray(300)\n\n\nw = bytes(50)", "<made up>", "exec"))
print(line_of(tracemalloc.get_object_traceback(z)), line_of(tracemalloc.get_object_traceback(w)))


class Cell:
    __slots__ = ("a",)


def many():
    return [Cell() for _ in range(1000)]


cells = many()
counts = [s.count for s in tracemalloc.take_snapshot().filter_traces([Filter(True, here)]).statistics("lineno") if s.count >= 1000]
print(len(counts), counts[0] >= 1000)
cells.clear()
print([s for s in tracemalloc.take_snapshot().statistics("lineno") if s.count >= 1000])

# growth in place, and giving back
grow = []
for i in range(10_000):
    grow.append(None)
s = next(s for s in tracemalloc.take_snapshot().statistics("lineno") if s.traceback[0].filename == here and s.size > 30_000)
print(linecache.getline(here, s.traceback[0].lineno).strip(), s.count)
tracemalloc.stop()
print(tracemalloc.is_tracing(), tracemalloc.get_object_traceback(grow), tracemalloc.get_traced_memory())
grow += range(1000)
tracemalloc.start()
del grow, y, d, o, keep
print(tracemalloc.get_traced_memory()[0] < 2000)
tracemalloc.stop()
tracemalloc.stop()
print(repr(Traceback([("a", 1)])), repr(Trace((0, 5, [("a", 1)], 1))), Statistic(Traceback([("a", 1)]), 2048, 2))
