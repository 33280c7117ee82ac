def f(data):
    if any((bad := d) < 0 for d in data):
        return bad
    return best
print(f([1, -5]))
print(f([1, 2]))
