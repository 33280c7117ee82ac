def checked(f):
    def wrapper(*args):
        result = f(*args)
        if result < 0:
            raise ValueError(f"{f.__name__} returned {result}")
        return result
    return wrapper

@checked
def sub(a, b):
    return a - b

print(sub(3, 2))
sub(2, 3)
