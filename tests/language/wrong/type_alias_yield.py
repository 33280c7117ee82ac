def f():
    type A = (yield from x)
