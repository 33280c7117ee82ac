class C[T]:
    def f[T](self):
        nonlocal T
