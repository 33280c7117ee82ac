class Temp:
    def __init__(self): self._c = 0
    @property
    def c(self): return self._c
    @c.setter
    def c(self, v):
        if v < -273: raise ValueError(f"{v} is below absolute zero")
        self._c = v
t = Temp(); t.c = 5
print(t.c)
t.c = -300
