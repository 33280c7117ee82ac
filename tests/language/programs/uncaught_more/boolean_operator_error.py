class Strict:
    def __bool__(self): raise TypeError("truth value is ambiguous")
s = Strict()
print(s is not None)
print(1 and s or 2)
