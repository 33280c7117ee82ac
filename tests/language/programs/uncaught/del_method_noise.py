# The exception inside __del__ is reported, and the program goes on to its own error.
class Temp:
    def __init__(self, n):
        self.n = n
print("go")
t = Temp(1)
del t
print(t.n)
