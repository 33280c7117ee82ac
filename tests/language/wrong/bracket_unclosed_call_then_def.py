total = sum([1, 2, 3]

def f():
    pass
