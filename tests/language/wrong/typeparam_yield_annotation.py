def g():
    def f[T](a: (yield)): pass
