class P:
    __slots__ = ("height", "width")
    def __init__(self): self.height = self.width = 1
p = P()
print(p.height)
print(p.heigth)
