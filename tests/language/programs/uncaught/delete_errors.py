class Frozen:
    def __delattr__(self, name):
        raise AttributeError(f"cannot delete {name}")

f = Frozen()
f.x = 1
print(f.x)
del f.x, f.y
