define f():
    pass
