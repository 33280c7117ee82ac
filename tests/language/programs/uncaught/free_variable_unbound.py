def outer():
    def inner():
        return late
    inner()
    late = 1

print("go")
outer()
