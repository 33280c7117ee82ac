def f():
    x = 1
    del x
    print("deleted once")
    del x
f()
