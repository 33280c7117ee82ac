class V:
    def __init__(self, x):
        self.x = x
    def __add__(self, o):
        return V(self.x + o.x)

a, b, c = V(1), V(2), 5
print((a + b).x)
d = a + b + c + V(9)
