import heapq, bisect
h = []
for x in [5, 1, 8, 3, 9, 2, 7]: heapq.heappush(h, x)
print(h, [heapq.heappop(h) for _ in range(3)], h, heapq.heappushpop(h, 4), heapq.heapreplace(h, 6), h)
l = [9, 4, 7, 1, 8, 2]; heapq.heapify(l); print(l, heapq.nlargest(3, l), heapq.nsmallest(2, l), heapq.nlargest(2, ["aaa", "b", "cc"], key=len), heapq.nsmallest(10, [3, 1]), list(heapq.merge([1, 4], [2, 3], [0])), list(heapq.merge([4, 1], [3, 2], reverse=True)), list(heapq.merge("ad", "bC", key=str.lower)), heapq.nlargest(0, [1]), heapq.nsmallest(1, [], key=len))
m = [3, 1, 2]; heapq.heapify_max(m); heapq.heappush_max(m, 9); print(m, heapq.heappop_max(m), heapq.heapreplace_max(m, 0), m, heapq.heappushpop_max(m, 5))
for f in (lambda: heapq.heappop([]), lambda: heapq.heapify((1, 2)), lambda: heapq.heappush([1], "a"), lambda: heapq.heappush(5, 1), lambda: heapq.heapreplace([], 1), lambda: heapq.heapify([1, "a"]), lambda: bisect.bisect([1], "a"), lambda: bisect.bisect([1, 2], 1, -1), lambda: bisect.insort((1, 2), 3), lambda: bisect.bisect(5, 1)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
a = [1, 3, 3, 5, 7]
print([(bisect.bisect_left(a, x), bisect.bisect_right(a, x), bisect.bisect(a, x)) for x in (0, 1, 3, 4, 7, 9)], bisect.bisect_left(a, 3, 2), bisect.bisect_right(a, 3, 0, 2), bisect.bisect(["a", "BB", "ccc"], 2, key=len)); bisect.insort(a, 4); bisect.insort_left(a, 3); bisect.insort(a, 6, lo=0, hi=len(a)); print(a)
def grade(s, cuts=(60, 70, 80, 90), g="FDCBA"): return g[bisect.bisect(cuts, s)]
print([grade(s) for s in (33, 60, 77, 89.9, 90, 100)])
class Item:
    def __init__(self, p, n): self.p, self.n = p, n
    def __lt__(self, o): return self.p < o.p
    def __repr__(self): return f"{self.n}{self.p}"
q = []
for p, n in [(3, "c"), (1, "a"), (2, "b"), (1, "z")]: heapq.heappush(q, Item(p, n))
print([heapq.heappop(q) for _ in range(4)])
def hsort(it):
    h = []
    for v in it: heapq.heappush(h, v)
    return [heapq.heappop(h) for _ in range(len(h))]
seq = [(i * 7919) % 101 for i in range(60)]; print(hsort(seq) == sorted(seq), hsort("heapsort"), heapq.nlargest(3, seq), heapq.nsmallest(3, enumerate(seq), key=lambda t: t[1]))
class Evil:
    def __lt__(self, o): q2.clear(); return True
q2 = [Evil(), Evil(), Evil()]
try: heapq.heappush(q2, Evil()); print("pushed", len(q2))
except (IndexError, RuntimeError) as e: print(type(e).__name__, e)
