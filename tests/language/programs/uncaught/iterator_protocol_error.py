class Countdown:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n < 0:
            raise RuntimeError("went below zero")
        self.n -= 1
        return self.n

print(sum(zip_ for zip_ in [1]))
print(list(Countdown(2)))
