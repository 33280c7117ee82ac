from .base import Shape
class Square(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
