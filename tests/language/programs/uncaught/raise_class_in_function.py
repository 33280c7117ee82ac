def make():
    class Local(ValueError):
        pass
    return Local

print("go")
raise make()("local class")
