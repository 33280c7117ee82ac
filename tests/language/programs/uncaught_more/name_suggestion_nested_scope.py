def outer():
    threshold = 3
    def inner(x):
        return x > treshold
    return inner(threshold)
print("go")
outer()
