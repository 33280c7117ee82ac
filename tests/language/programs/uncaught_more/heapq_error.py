import heapq
h = []
for item in [(2, "b"), (1, "a"), (1, None)]:
    heapq.heappush(h, item)
    print(h[0])
