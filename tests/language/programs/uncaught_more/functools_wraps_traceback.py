import functools
def logged(f):
    @functools.wraps(f)
    def inner(*a, **k):
        print("call", f.__name__)
        return f(*a, **k)
    return inner
@logged
def divide(a, b): return a / b
print(divide(4, 2))
divide(1, 0)
