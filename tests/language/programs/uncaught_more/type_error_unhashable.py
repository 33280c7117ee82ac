cache = {}
def lookup(key):
    return cache.setdefault(key, len(cache))
print(lookup("a"), lookup((1, 2)))
lookup([1, 2])
