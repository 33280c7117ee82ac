def broken(f):
    raise TypeError(f"cannot decorate {f.__name__}")
print("before")

@staticmethod
@broken
def target():
    pass
