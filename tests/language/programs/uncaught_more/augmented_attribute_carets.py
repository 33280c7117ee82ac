class Counter:
    total = None
c = Counter()
print(c.total)
c.total += 1
