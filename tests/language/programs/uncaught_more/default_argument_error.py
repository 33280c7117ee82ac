limit = 0
def make():
    def inner(x=10 / limit):
        return x
    return inner
print("defining")
make()
